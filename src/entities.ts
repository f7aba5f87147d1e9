import { auditEntities } from './audit/audit.module.js';
import { matchEntities, reviewEntities } from './matches/matches.module.js';
import { patientEntities } from './patients/patients.module.js';
import { trialEntities } from './trials/trials.module.js';

/** Every table of every feature, for the one data source. */
export const entities = [...trialEntities, ...patientEntities, ...reviewEntities, ...matchEntities, ...auditEntities];
