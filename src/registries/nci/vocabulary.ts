import type { Phase, TrialRecord, TrialStatus } from '../../trials/trial-record.port.js';

/**
 * Trial and site statuses, written `lower_snake`. Approved, in review and temporarily closed are not recruiting, though
 * the registry's own search counts them as open.
 */
export const nciStatuses: Record<string, TrialStatus> = {
  active: 'RECRUITING',
  enrolling_by_invitation: 'ENROLLING_BY_INVITATION',
  approved: 'NOT_YET_RECRUITING',
  in_review: 'NOT_YET_RECRUITING',
  temporarily_closed_to_accrual: 'SUSPENDED',
  temporarily_closed_to_accrual_and_intervention: 'SUSPENDED',
  closed_to_accrual: 'ACTIVE_NOT_RECRUITING',
  closed_to_accrual_and_intervention: 'ACTIVE_NOT_RECRUITING',
  complete: 'COMPLETED',
  completed: 'COMPLETED',
  administratively_complete: 'TERMINATED',
  withdrawn: 'WITHDRAWN',
};

/** `O` is the registry's "other". */
export const nciPhases: Record<string, Phase[]> = {
  '0': ['EARLY_PHASE1'],
  I: ['PHASE1'],
  I_II: ['PHASE1', 'PHASE2'],
  II: ['PHASE2'],
  II_III: ['PHASE2', 'PHASE3'],
  III: ['PHASE3'],
  IV: ['PHASE4'],
  NA: ['NA'],
  O: [],
};

export const nciStudyTypes: Record<string, NonNullable<TrialRecord['studyType']>> = {
  Interventional: 'INTERVENTIONAL',
  'Non-interventional': 'OBSERVATIONAL',
  'Expanded Access': 'EXPANDED_ACCESS',
};

export const nciSexes: Record<string, 'all' | 'female' | 'male'> = {
  BOTH: 'all',
  ALL: 'all',
  FEMALE: 'female',
  MALE: 'male',
};

export const nciPurposes: Record<string, string> = Object.fromEntries(
  [
    'TREATMENT',
    'PREVENTION',
    'DIAGNOSTIC',
    'SUPPORTIVE_CARE',
    'SCREENING',
    'HEALTH_SERVICES_RESEARCH',
    'BASIC_SCIENCE',
    'OTHER',
  ].map((purpose) => [purpose, purpose]),
);
