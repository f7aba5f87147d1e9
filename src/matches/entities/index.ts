import { MatchChangeEntity } from './match-change.entity.js';
import { MatchResultEntity } from './match-result.entity.js';
import { MatchedPatientEntity } from './matched-patient.entity.js';
import { MatchedTrialEntity } from './matched-trial.entity.js';

/** Every table of stored results. */
export const matchEntities = [MatchedPatientEntity, MatchedTrialEntity, MatchResultEntity, MatchChangeEntity];
