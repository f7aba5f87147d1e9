import { lastClause } from '../grammar/word-gap.js';
import type { OutlineLine } from './outline.js';

/** How the members of a list under a line belong together. */
export type ListLogic = { join: 'any' } | { join: 'all' } | { join: 'atLeast'; n: number };

/** What becomes one criterion: a line, or a line with the list under it where they only make sense together. */
export interface Statement {
  /** The line itself, and the lines that are read with it as one text (its exceptions, its notes). */
  lines: OutlineLine[];
  /** What the readers get. */
  text: string;
  /** Lines above, nearest last. */
  parents: string[];
  /** A list that decides together. `lead` is what the line above it says, if anything. */
  group?: { logic: ListLogic; lead?: Statement; members: Statement[] };
  /** A note changes what the line says. */
  noted?: boolean;
}

const anyOf =
  /\b(?:any|any one|one|either|1|more) (?:\(1\) )?(?:or more )?of (?:the (?:following|criteria|below|conditions)|these)\b|\b(?:any|one) of:|\beither(?: of the|:?$)/i;
const allOf =
  /\ball (?:of )?(?:the )?(?:following|these|criteria)|\beach of the following|\bboth of the following|\bboth:?$|\ball of:/i;
const countOf = /\b(two|2|three|3|four|4) (?:\(\d\) )?(?:or more )?of (?:the |these )?(?:following|criteria)/i;
const exception =
  /\b(?:except(?:ions?)?|unless|excluding|with the exceptions? of|other than|exceptions include|does not include|not including|(?:are|is) allowed|are permitted|are acceptable|are not considered|are not excluded|may be eligible|are eligible)\b/i;
/** "... unless cured, or locally curable cancers such as:": a list of what is excused. */
const excusing = /\b(?:except|unless|other than|excluding)\b/i;
const examples = /\b(?:such as|including|like|for example) ?:$/i;
const numbers: Record<string, number> = { two: 2, three: 3, four: 4 };
const note =
  /^\W{0,3}(?:notes?|nb|n\.b\.|exceptions?|except|exempt)\b ?[:;.,(-]|^\W{0,3}(?:note|exception)s? (?:that|to)\b|^(?:however|in addition,? if|if so)\b|^except\b/i;
const orEnd = /[,;]? ?\b(?:and\/or|or)[,;:.]?$/i;
const andEnd = /[,;]? ?\band[,;:.]?$/i;
const orStart = /^(?:and\/or|or)\b[,:]? ?/i;

export const isNote = (text: string): boolean => note.test(text);

function logicOf(text: string): ListLogic | undefined {
  const tail = lastClause(text.slice(-400), '.');
  const count = countOf.exec(tail);
  if (count?.[1]) return { join: 'atLeast', n: numbers[count[1].toLowerCase()] ?? Number(count[1]) };
  if (allOf.test(tail)) return { join: 'all' };
  return anyOf.test(tail) ? { join: 'any' } : undefined;
}

const bare = (text: string): string => text.replace(orStart, '').replace(orEnd, '').replace(andEnd, '');

function parentsOf(line: OutlineLine): string[] {
  const parents: string[] = [];
  for (let above = line.parent; above; above = above.parent) parents.unshift(above.text);
  return parents;
}

const leaf = (line: OutlineLine): Statement => ({
  lines: [line],
  text: bare(withoutScope(line)),
  parents: parentsOf(line),
});

/** "Cohort A only: ECOG 0-1": the words that name the scope are no part of the criterion. */
function withoutScope({ text, scopeWords }: OutlineLine): string {
  if (!scopeWords) return text;
  const rest = `${text.slice(0, scopeWords[0])}${text.slice(scopeWords[1])}`.trim();
  return rest === '' ? text : rest;
}

/** All text lines at or under a line, in order. */
function subtree(line: OutlineLine): OutlineLine[] {
  return [line, ...line.children.flatMap(subtree)].filter((l) => l.role === 'text');
}

/** The statements of a list of siblings. `joined` tells a list that its parent left to its own connectives. */
export function statementsOf(siblings: readonly OutlineLine[]): Statement[] {
  const result: Statement[] = [];
  let pending: 'or' | 'and' | undefined;
  let previous: OutlineLine | undefined;
  for (const line of siblings) {
    if (line.role === 'connective') {
      pending = /or/i.test(line.text) ? 'or' : line.text === line.text.toUpperCase() ? 'and' : undefined;
      continue;
    }
    if (line.role !== 'text') {
      if (line.role === 'heading' || line.role === 'scope') previous = undefined;
      result.push(...statementsOf(line.children));
      continue;
    }
    const last = result.at(-1);
    if (last && previous && isNote(line.text) && line.section === previous.section) {
      absorb(last, line);
      continue;
    }
    const made = statementsAt(line);
    const join = pending ?? (previous && (orEnd.test(previous.text) || orStart.test(line.text)) ? 'or' : undefined);
    const only = made[0];
    // In a list of exclusions "or" between two lines is what the list says anyway; "AND" on a line of its own is not.
    const joins = join === 'or' ? line.section === 'inclusion' : join === 'and' && line.section === 'exclusion';
    if (joins && last && only && made.length === 1 && previous?.section === line.section) {
      result[result.length - 1] = joinedWith(last, only, join === 'or' ? { join: 'any' } : { join: 'all' });
    } else result.push(...made);
    pending = undefined;
    previous = line;
  }
  return result;
}

/** A note belongs to the statement before it. */
function absorb(statement: Statement, line: OutlineLine): void {
  const lines = subtree(line);
  statement.lines.push(...lines);
  statement.noted = true;
  const text = lines.map((l) => l.text).join(' ');
  if (statement.group) statement.group.members.at(-1)?.lines.push(...lines);
  else statement.text = `${statement.text}. ${text}`;
}

function joinedWith(first: Statement, second: Statement, logic: ListLogic): Statement {
  if (first.group && !first.group.lead && first.group.logic.join === logic.join) {
    first.lines.push(...second.lines);
    first.text += ` ${second.text}`;
    first.group.members.push(second);
    return first;
  }
  return {
    lines: [...first.lines, ...second.lines],
    text: `${first.text} ${second.text}`,
    parents: first.parents,
    group: { logic, members: [first, second] },
  };
}

/** The statements that a line with its list makes. */
function statementsAt(line: OutlineLine): Statement[] {
  const children = line.children;
  if (children.length === 0) return [leaf(line)];
  if (
    exception.test(lastClause(line.text.slice(-90), '.')) ||
    (examples.test(line.text) && excusing.test(lastClause(line.text.slice(-400), '.')))
  ) {
    const lines = subtree(line);
    return [{ lines, text: lines.map((l) => bare(l.text)).join('; '), parents: parentsOf(line) }];
  }
  const members = statementsOf(children);
  const logic = logicOf(line.text) ?? inferred(line);
  const together = logic && members.length > 1 && decidesTogether(logic, line);
  if (!together) {
    const head = leaf(line);
    return [head, ...members];
  }
  const lines = [line, ...members.flatMap((m) => m.lines)];
  return [
    {
      lines,
      text: lines.map((l) => l.text).join('; '),
      parents: parentsOf(line),
      group: { logic, lead: leaf(line), members },
    },
  ];
}

/** A list under "...:" whose last but one member ends in "or" is one of alternatives. */
function inferred(line: OutlineLine): ListLogic | undefined {
  const texts = line.children.filter((l) => l.role === 'text').map((l) => l.text);
  const lastButOne = texts.at(-2);
  if (lastButOne === undefined || !orEnd.test(lastButOne)) return undefined;
  return texts.slice(0, -2).some((text) => andEnd.test(text)) ? undefined : { join: 'any' };
}

/**
 * Whether a list is one criterion. In a list of exclusions each of several alternatives excludes on its own, unless the
 * line above says who is meant ("Diabetics with any of the following"); a conjunction of inclusions is as many criteria.
 */
function decidesTogether(logic: ListLogic, line: OutlineLine): boolean {
  if (logic.join === 'atLeast') return true;
  if (logic.join === 'all') return line.section === 'exclusion';
  if (line.section === 'inclusion') return true;
  return line.text.length > 60 && /\b(?:with|who)\b/i.test(line.text);
}
