import { lintExpression } from '../criteria/lint/lint-document.js';
import type { Criterion } from '../criteria/model.js';
import type { Vocabulary } from '../vocabulary/vocabulary.js';

/** Below the confidence from which on a criterion excludes. */
const DOUBTED = 0.7;

/**
 * A reading that cannot be meant (a contradiction, a limit beyond what the analyte can be, a unit it is not given in) is
 * a slip of the text or of the reader: it stays to be looked at, and excludes nobody.
 */
export function withDoubts(criteria: readonly Criterion[], vocabulary: Vocabulary): Criterion[] {
  return criteria.map((criterion) => {
    if (criterion.basis !== 'parsed') return criterion;
    const errors = lintExpression(criterion.when, vocabulary).filter(({ severity }) => severity === 'error');
    if (errors.length === 0) return criterion;
    const messages = new Set(errors.map(({ message }) => `cannot be meant: ${message}`));
    return {
      ...criterion,
      confidence: Math.min(criterion.confidence, DOUBTED),
      review: [...(criterion.review ?? []), ...messages],
    };
  });
}
