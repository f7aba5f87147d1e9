/** Where a coordinator's work on one match stands. */
export const reviewStates = [
  'new',
  'reviewing',
  'contacted',
  'eligible',
  'notEligible',
  'deferred',
  'enrolled',
] as const;
export type ReviewState = (typeof reviewStates)[number];

/**
 * Why somebody is not eligible, in the order in which pre-screening logs of oncology count it (CONSORT: not meeting
 * criteria, declined, other).
 */
export const reviewReasons = [
  'criterionNotMet',
  'priorTreatment',
  'comorbidity',
  'performanceStatus',
  'patientDeclined',
  'clinicianDeclined',
  'noSiteInReach',
  'siteClosed',
  'otherTrial',
  'other',
] as const;
export type ReviewReason = (typeof reviewReasons)[number];

/** What a review was made of; a difference means that it has to be made again. */
export interface ReviewedInputs {
  patientVersion: string;
  trialVersion: string;
}

export const isOutdated = (review: ReviewedInputs, now: ReviewedInputs): boolean =>
  review.patientVersion !== now.patientVersion || review.trialVersion !== now.trialVersion;

/**
 * Whether a match needs nobody's attention: somebody said that it does not fit, or put it off to a later day, and neither
 * record nor trial has changed since.
 */
export function isPutAway(
  review: ReviewedInputs & { state: ReviewState; until?: string | null },
  now: ReviewedInputs,
  day: string,
): boolean {
  if (isOutdated(review, now)) return false;
  if (review.state === 'notEligible') return true;
  return review.state === 'deferred' && (review.until == null || review.until > day);
}
