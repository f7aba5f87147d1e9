import { QuarantinedRecordEntity } from './quarantined-record.entity.js';
import { RawRecordEntity } from './raw-record.entity.js';
import { StoredDocumentEntity } from './stored-document.entity.js';
import { SyncStateEntity } from './sync-state.entity.js';
import { TrialEntity } from './trial.entity.js';
import { TrialIdentifierEntity } from './trial-identifier.entity.js';
import { TrialSiteEntity } from './trial-site.entity.js';
import { TrialSourceEntity } from './trial-source.entity.js';
import { TrialTermEntity } from './trial-term.entity.js';
import { TrialVersionEntity } from './trial-version.entity.js';

/** Every table of the trial store. */
export const trialEntities = [
  TrialEntity,
  TrialSourceEntity,
  TrialVersionEntity,
  RawRecordEntity,
  StoredDocumentEntity,
  TrialSiteEntity,
  TrialIdentifierEntity,
  TrialTermEntity,
  QuarantinedRecordEntity,
  SyncStateEntity,
];
