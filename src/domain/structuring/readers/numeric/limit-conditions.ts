import type { Expression } from '../../../criteria/model.js';
import { PhraseIndex } from '../../../vocabulary/phrase-index.js';
import { lastClause } from '../../grammar/word-gap.js';
import type { LimitConditionLexicon } from '../../lexicons.js';

/** A condition under which a limit applies. */
export interface LimitCondition {
  start: number;
  end: number;
  expression: Expression;
}

const negated = /\b(?:no|not|non|without|absence of|free of|lack of)\b/i;
const trailing =
  /^(?:'s)? ?(?:syndrome|disease|disorder)?(?: (?:are|is|were) (?:present|documented|known|involved|suspected|identified))?(?: present)?/i;

/** Finds the conditions of criteria/lexicon/limit-conditions.yaml in a line; "without liver metastases" is a negated one. */
export class LimitConditions {
  private readonly index = new PhraseIndex<Expression>();

  constructor(lexicon: LimitConditionLexicon) {
    for (const { phrases, when } of lexicon) for (const phrase of phrases) this.index.add(phrase, when);
  }

  find(line: string): LimitCondition[] {
    return this.index.find(line).map(({ start, end, value }) => {
      const tail = trailing.exec(line.slice(end, end + 40))?.[0].length ?? 0;
      const not = negated.test(lastClause(line.slice(Math.max(0, start - 50), start), ',;()'));
      return { start, end: end + tail, expression: not ? { not: value } : value };
    });
  }
}

/** Conditions listed together ("liver or bone metastases", "Gilbert's syndrome or liver metastases"): any of them. */
export function anyOfConditions(conditions: readonly LimitCondition[]): Expression | undefined {
  const [first, ...rest] = conditions;
  if (!first) return undefined;
  return rest.length === 0 ? first.expression : { any: conditions.map((c) => c.expression) };
}
