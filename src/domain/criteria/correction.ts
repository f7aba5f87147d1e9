import type { Criterion, EligibilityDocument, Expression, Requirement } from './model.js';

/** One criterion read anew by a person; what it stands for in the registry's text stays as it is. */
export interface Correction {
  /** Id of the criterion. */
  id: string;
  /** The condition as the text states it; unchecked. */
  when: unknown;
  requirement?: Requirement;
  /** Of the reading, 0..1; 1 where it is not given: whoever corrects is sure unless they say otherwise. */
  confidence?: number;
  /** Why somebody should still look at it; given empty, nobody need. */
  review?: readonly string[];
}

/** A correction that names no criterion of the document. */
export class UnknownCriterionError extends Error {
  override readonly name = 'UnknownCriterionError';

  constructor(readonly criterion: string) {
    super(`the document has no criterion '${criterion}'`);
  }
}

function corrected(criterion: Criterion, { when, requirement, confidence = 1, review }: Correction): Criterion {
  const { review: kept, ...rest } = criterion;
  const reasons = review ?? (confidence < 1 ? kept : undefined);
  return {
    ...rest,
    requirement: requirement ?? criterion.requirement,
    basis: 'curated',
    confidence,
    when: when as Expression,
    ...(reasons && reasons.length > 0 && { review: [...reasons] }),
  };
}

/**
 * The document with some readings corrected. Sections, spans, texts and all other readings stay as they were, each with its
 * own basis and confidence. The conditions are not checked here: `checkDocument` and `lintDocument` do.
 * @param reviewed ISO date
 * @throws UnknownCriterionError
 */
export function correctDocument(
  document: EligibilityDocument,
  corrections: readonly Correction[],
  { curator, reviewed }: { curator: string; reviewed: string },
): EligibilityDocument {
  const byId = new Map(corrections.map((correction) => [correction.id, correction]));
  const known = new Set(document.criteria.map(({ id }) => id));
  for (const id of byId.keys()) if (!known.has(id)) throw new UnknownCriterionError(id);
  return {
    ...document,
    by: { curator, reviewed },
    criteria: document.criteria.map((criterion) => {
      const correction = byId.get(criterion.id);
      return correction ? corrected(criterion, correction) : criterion;
    }),
  };
}
