import type { Section } from '../criteria/model.js';
import type { LineResult } from './combine/line-result.js';
import type { StructuringInput } from './input.js';
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
  return statementsOf(lines.filter((line) => !line.parent)).flatMap((whole) => {
    const section = whole.lines[0]?.section ?? 'inclusion';
    return readStatement(whole, section, input.conditions ?? [], structurer)
      .filter(({ statement, result }) => !isLeadIn(statement, result))
      .map(({ statement, result }) => ({ section, statement, result }));
  });
}

/** A line that only introduces the list under it ("Adequate organ function as defined by:") is no criterion. */
const isLeadIn = (statement: Statement, result: LineResult): boolean =>
  !result.expression &&
  !statement.group &&
  (statement.lines[0]?.children.length ?? 0) > 0 &&
  result.unread.length === 0;
