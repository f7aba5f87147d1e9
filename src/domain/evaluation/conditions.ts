import type { ConceptRef } from '../criteria/model.js';
import { remembered } from '../logic/remembered.js';
import type { Truth } from '../logic/truth.js';
import { any } from '../logic/truth.js';
import type { ConditionFact } from '../patient/profile.js';
import type { ConditionVocabulary } from '../vocabulary/vocabulary.js';

const codeOf = (ref: ConceptRef): string => (typeof ref === 'string' ? ref : ref.code);

const fold = remembered(
  (text) =>
    text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim(),
  20_000,
);

/**
 * Whether a recorded condition is one of the kind asked for: at or below it in the vocabulary. A condition that the
 * vocabulary does not know is compared by name; it is another thing, not an unknown one, unless it is coarser.
 */
export function isCondition(fact: ConditionFact, asked: ConceptRef, conditions: ConditionVocabulary): Truth {
  const code = codeOf(asked);
  const own = fact.concept.code;
  if (own === code || conditions.isA(own, code)) return 'true';
  const name = typeof asked === 'string' ? code : (asked.name ?? code);
  if (fold(fact.concept.name) === fold(name)) return 'true';
  return conditions.isA(code, own) ? 'unknown' : 'false';
}

export const isAnyCondition = (
  fact: ConditionFact,
  asked: readonly ConceptRef[],
  conditions: ConditionVocabulary,
): Truth => any(asked.map((ref) => isCondition(fact, ref, conditions)));
