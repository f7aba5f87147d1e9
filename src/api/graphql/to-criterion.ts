import type { Criterion } from '../../domain/criteria/model.js';
import type { TrialCriterion } from './types/trial.type.js';

/** A criterion as the schema shows it. */
export const toCriterion = ({ span, ...criterion }: Criterion): TrialCriterion => ({
  ...criterion,
  span: span ? { start: span[0], end: span[1] } : null,
});
