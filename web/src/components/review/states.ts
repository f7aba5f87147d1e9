import type { ReviewReason, ReviewState } from '../../api/generated/graphql.js';

/** In the order of the work. */
export const STATES: ReviewState[] = [
  'NEW',
  'REVIEWING',
  'CONTACTED',
  'ELIGIBLE',
  'NOT_ELIGIBLE',
  'DEFERRED',
  'ENROLLED',
];

export const REASONS: ReviewReason[] = [
  'CRITERION_NOT_MET',
  'PRIOR_TREATMENT',
  'COMORBIDITY',
  'PERFORMANCE_STATUS',
  'PATIENT_DECLINED',
  'CLINICIAN_DECLINED',
  'NO_SITE_IN_REACH',
  'SITE_CLOSED',
  'OTHER_TRIAL',
  'OTHER',
];
