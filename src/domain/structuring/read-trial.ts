import type { Section } from '../criteria/model.js';
import type { LineResult } from './combine/line-result.js';
import type { StructuringInput } from './input.js';
import type { HeadingWords } from './outline/heading-words.js';
import { segment } from './outline/segment.js';
import type { Statement } from './outline/statements.js';
import { statementsOf } from './outline/statements.js';
import { readStatement } from './read-statement.js';
import type { Structurer } from './structurer.js';

/** A statement of a trial's text with what it was read as. */
export interface ReadStatement {
  section: Section;
  statement: Statement;
  result: LineResult;
}

/** Every statement of a trial's eligibility text, in the order of the text. */
export function readTrial(input: StructuringInput, structurer: Structurer): ReadStatement[] {
  const lines = segment(input, structurer.headings);
  const trial = { structurer, conditions: input.conditions ?? [], known: new Map<string, LineResult>() };
  return statementsOf(lines.filter((line) => !line.parent)).flatMap((whole) => {
    const section = whole.lines[0]?.section ?? 'inclusion';
    return readStatement(whole, section, trial)
      .filter(({ statement, result }) => !isHeading(statement, result, structurer.headings))
      .map(({ statement, result }) => ({ section, statement, result }));
  });
}

/**
 * A line that only introduces the list under it ("Adequate organ function as defined by:") or names the subject of what
 * follows ("Prior/Concomitant Therapy") is no criterion.
 */
function isHeading(
  { text, group, lines }: Statement,
  { expression, unread }: LineResult,
  { introducing, titles }: HeadingWords,
): boolean {
  if (expression || group) return false;
  const within = (words: ReadonlySet<string>): boolean => unread.every((word) => words.has(word.toLowerCase()));
  if ((lines[0]?.children.length ?? 0) > 0 || text.trimEnd().endsWith(':')) return within(introducing);
  return unread.length > 0 && text.length <= LONGEST_TITLE && !/[.;]$/u.test(text.trimEnd()) && within(titles);
}

/** Characters. */
const LONGEST_TITLE = 50;
