import type { Criterion } from '../criteria/model.js';

/** Below the confidence from which on a criterion excludes. */
const DOUBTED = 0.7;

/** The criterion as one that a person has to look at for these reasons, and that excludes nobody. */
export const doubted = (criterion: Criterion, reasons: readonly string[]): Criterion => ({
  ...criterion,
  confidence: Math.min(criterion.confidence, DOUBTED),
  review: [...(criterion.review ?? []), ...reasons],
});
