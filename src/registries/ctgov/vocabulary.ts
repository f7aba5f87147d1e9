import type { Phase, TrialRecord, TrialStatus } from '../../trials/trial-record.port.js';

/** Status and SiteStatus of the API's enums, in common words. */
export const ctgovStatuses: Record<string, TrialStatus> = {
  RECRUITING: 'RECRUITING',
  ENROLLING_BY_INVITATION: 'ENROLLING_BY_INVITATION',
  NOT_YET_RECRUITING: 'NOT_YET_RECRUITING',
  SUSPENDED: 'SUSPENDED',
  TEMPORARILY_NOT_AVAILABLE: 'SUSPENDED',
  ACTIVE_NOT_RECRUITING: 'ACTIVE_NOT_RECRUITING',
  COMPLETED: 'COMPLETED',
  NO_LONGER_AVAILABLE: 'COMPLETED',
  APPROVED_FOR_MARKETING: 'COMPLETED',
  TERMINATED: 'TERMINATED',
  WITHDRAWN: 'WITHDRAWN',
  AVAILABLE: 'EXPANDED_ACCESS',
  UNKNOWN: 'UNKNOWN',
  WITHHELD: 'UNKNOWN',
};

export const ctgovPhases: Record<string, Phase> = {
  NA: 'NA',
  EARLY_PHASE1: 'EARLY_PHASE1',
  PHASE1: 'PHASE1',
  PHASE2: 'PHASE2',
  PHASE3: 'PHASE3',
  PHASE4: 'PHASE4',
};

export const ctgovStudyTypes: Record<string, NonNullable<TrialRecord['studyType']>> = {
  INTERVENTIONAL: 'INTERVENTIONAL',
  OBSERVATIONAL: 'OBSERVATIONAL',
  EXPANDED_ACCESS: 'EXPANDED_ACCESS',
};

export const ctgovSexes: Record<string, 'all' | 'female' | 'male'> = { ALL: 'all', FEMALE: 'female', MALE: 'male' };

export const ctgovPurposes: Record<string, string> = Object.fromEntries(
  [
    'TREATMENT',
    'PREVENTION',
    'DIAGNOSTIC',
    'ECT',
    'SUPPORTIVE_CARE',
    'SCREENING',
    'HEALTH_SERVICES_RESEARCH',
    'BASIC_SCIENCE',
    'DEVICE_FEASIBILITY',
    'OTHER',
  ].map((purpose) => [purpose, purpose]),
);

export const ctgovInterventionTypes: Record<string, string> = Object.fromEntries(
  [
    'BEHAVIORAL',
    'BIOLOGICAL',
    'COMBINATION_PRODUCT',
    'DEVICE',
    'DIAGNOSTIC_TEST',
    'DIETARY_SUPPLEMENT',
    'DRUG',
    'GENETIC',
    'PROCEDURE',
    'RADIATION',
    'OTHER',
  ].map((type) => [type, type]),
);
