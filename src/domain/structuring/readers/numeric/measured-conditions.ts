import type { Expression, Section } from '../../../criteria/model.js';
import type { Reading } from '../../reader.js';
import type { Statement } from './measurements.js';

const persons = '(?:(?:the |all )?(?:participants?|patients?|subjects?|those|individuals) ?)?';
// "for participants with", "if", "(if": what follows is no limit of its own but says to whom the limit before it applies.
const behind = new RegExp(
  `^[ ,;([]{0,3}(?:if|when|for|in) ?${persons}(?:with|whose|who have|having)? ?(?:an? |the )?$`,
  'i',
);
const ahead = new RegExp(
  `(?:^|[ ,;(])(?:if|when|for|in) ?${persons}(?:with|whose|who have|having)? ?(?:an? |the )?$`,
  'i',
);
const then = /^[ ,)]{0,3}(?:then )?(?:the |an? )?(?:must (?:be|have) )?$/i;

interface Side {
  statement: Statement;
  reading: Reading;
}

/**
 * A limit under the condition of another measured value: "direct bilirubin <= ULN for patients with total bilirubin > 1.5 x ULN", "if
 * creatinine > ULN, clearance >= 60 mL/min". Where the limit before it is the opposite of the condition, either of the two will do.
 */
export function conditioned(
  line: string,
  statements: readonly Statement[],
  readings: readonly (Reading | undefined)[],
  section: Section,
): Reading[] {
  const sides: Side[] = statements.flatMap((statement, i) => {
    const reading = readings[i];
    return reading ? [{ statement, reading }] : [];
  });
  const result: Reading[] = [];
  for (let i = 0; i < sides.length; i++) {
    const [side, next] = [sides[i], sides[i + 1]];
    if (!side) continue;
    if (next && behind.test(line.slice(side.reading.end, next.reading.start)) && isBound(next.statement)) {
      const close = /^ ?[)\]]/.exec(line.slice(next.reading.end))?.[0].length ?? 0;
      apply(result, side, next, { start: side.reading.start, end: next.reading.end + close }, section, sides[i - 1]);
      i += 1;
      continue;
    }
    const lead = ahead.exec(line.slice(Math.max(0, side.reading.start - 50), side.reading.start));
    if (lead && next && then.test(line.slice(side.reading.end, next.reading.start)) && isBound(side.statement)) {
      const close = /^ ?[)\]]/.exec(line.slice(next.reading.end))?.[0].length ?? 0;
      apply(
        result,
        next,
        side,
        { start: side.reading.start - lead[0].length, end: next.reading.end + close },
        section,
        sides[i - 1],
      );
      i += 1;
      continue;
    }
    result.push(side.reading);
  }
  return result;
}

/** One bound of one measure. */
const isBound = ({ subject, entries }: Statement): boolean => {
  const [entry] = entries;
  return (
    entries.length === 1 &&
    subject.mentions.every((mention) => mention.id === subject.mentions[0]?.id) &&
    entry?.condition === undefined &&
    (entry?.quantity.min === undefined) !== (entry?.quantity.max === undefined)
  );
};

function apply(
  result: Reading[],
  limit: Side,
  condition: Side,
  span: { start: number; end: number },
  section: Section,
  before: Side | undefined,
): void {
  const confidence = Math.min(limit.reading.confidence, condition.reading.confidence, 0.9);
  const review = [...(limit.reading.review ?? []), ...(condition.reading.review ?? [])];
  const notes = review.length > 0 ? { review } : {};
  const previous = result.at(-1);
  if (
    section === 'inclusion' &&
    before &&
    previous === before.reading &&
    complement(before.statement, condition.statement)
  ) {
    result[result.length - 1] = {
      ...previous,
      end: span.end,
      expression: { any: [previous.expression, limit.reading.expression] },
      confidence: Math.min(confidence, previous.confidence),
      ...notes,
    };
    return;
  }
  const [when, asked] = [condition.reading.expression, limit.reading.expression];
  const expression: Expression = section === 'inclusion' ? { if: when, then: asked } : { all: [when, asked] };
  result.push({ ...span, expression, confidence, ...notes });
}

/** "<= 1.5 x ULN" before a condition "> 1.5 x ULN" of the same measure: whoever fails the one meets the other. */
function complement(stated: Statement, condition: Statement): boolean {
  if (stated.subject.mentions[0]?.id !== condition.subject.mentions[0]?.id) return false;
  const limit = condition.entries[0]?.quantity;
  return stated.entries.some(({ quantity }) =>
    quantity.max ? limit?.min !== undefined : quantity.min !== undefined && limit?.max !== undefined,
  );
}
