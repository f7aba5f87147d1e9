import { AuditResolver } from './audit.resolver.js';
import { CohortsResolver } from './cohorts.resolver.js';
import { CurationResolver } from './curation.resolver.js';
import { MatchChangesResolver } from './match-changes.resolver.js';
import { MatchesResolver } from './matches.resolver.js';
import { PatientsResolver } from './patients.resolver.js';
import { SmartResolver } from './smart.resolver.js';
import { SyncResolver } from './sync.resolver.js';
import { TrialPatientsResolver } from './trial-patients.resolver.js';
import { ReviewsResolver } from './reviews.resolver.js';
import { TrialHistoryResolver } from './trial-history.resolver.js';
import {
  EligibilityResolver,
  TrialConnectionResolver,
  TrialCriterionResolver,
  TrialsResolver,
} from './trials.resolver.js';

/** Every resolver of the public schema; schema.graphql is printed from these. */
export const resolvers = [
  AuditResolver,
  PatientsResolver,
  TrialsResolver,
  TrialConnectionResolver,
  TrialCriterionResolver,
  EligibilityResolver,
  TrialHistoryResolver,
  ReviewsResolver,
  SyncResolver,
  SmartResolver,
  MatchesResolver,
  TrialPatientsResolver,
  CohortsResolver,
  MatchChangesResolver,
  CurationResolver,
];
