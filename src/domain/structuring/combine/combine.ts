import type { Expression, LeafKind, Requirement, Section } from '../../criteria/model.js';
import type { Reading } from '../reader.js';
import type { ConnectiveWords } from './connective-words.js';
import type { Gap } from './gaps.js';
import { gapsOf } from './gaps.js';
import { withoutOverlaps } from './overlaps.js';

/** What a line was read as. Without an expression nothing in it was understood. */
export interface LineResult {
  expression?: Expression;
  confidence: number;
  review: string[];
  requirement: Requirement;
  /** Words that may carry meaning and that nobody read. */
  unread: string[];
  /** The line says "no" of what is listed under it. */
  negates: boolean;
}

/** Below this a reading never excludes anybody. */
const belowDecision = 0.75;

interface Part {
  expression: Expression;
  gap: Gap;
}

/** Puts the readings of one line together into one expression, with the confidence that the whole line was understood. */
export function combine(text: string, found: readonly Reading[], section: Section, words: ConnectiveWords): LineResult {
  const readings = withoutOverlaps(found);
  const gaps = gapsOf(text, readings, words);
  const unread = gaps.flatMap((gap) => gap.unread);
  const state: LineResult = {
    confidence: readings.length > 0 ? Math.min(...readings.map((r) => r.confidence)) : 0,
    review: [...new Set(readings.flatMap((r) => r.review ?? []))],
    requirement: 'hard',
    unread,
    negates: (gaps[0]?.cues ?? []).some((cue) => cue === 'not' || cue === 'prohibited'),
  };
  if (readings.length === 0) return state;
  const parts = readings.map((reading, i): Part => ({ expression: reading.expression, gap: gaps[i] ?? empty }));
  const last = gaps.at(-1) ?? empty;
  state.expression = sentence(parts, last, section, state);
  limitUnread(state);
  state.confidence = Math.round(state.confidence * 100) / 100;
  return state;
}

const empty: Gap = { cues: [], breaks: false, comma: false, unread: [], distant: false };

const lower = (state: LineResult, to: number, why: string): void => {
  if (state.confidence > to) state.confidence = to;
  if (!state.review.includes(why)) state.review.push(why);
};

/** What was left unread keeps a reading from deciding; much of it makes it a hint. */
function limitUnread(state: LineResult): void {
  if (state.unread.length === 0) return;
  const shown = state.unread.slice(0, 6).join(' ');
  lower(state, Math.max(0.3, belowDecision - 0.05 * (state.unread.length - 1)), `not read: ${shown}`);
}

/** Statements parted by semicolons and full stops; in a list of exclusions each of them excludes. */
function sentence(parts: readonly Part[], last: Gap, section: Section, state: LineResult): Expression {
  const statements: Part[][] = [];
  for (const part of parts) {
    const current = statements.at(-1);
    if (current && !part.gap.breaks) current.push(part);
    else statements.push([part]);
  }
  const expressions = statements.map((statement, i) =>
    clause(statement, i === statements.length - 1 ? last : empty, section, state),
  );
  if (expressions.length === 1) return expressions[0] ?? { unstructured: {} };
  return section === 'exclusion' ? { any: expressions } : { all: expressions };
}

type Join = 'and' | 'or' | 'list' | 'exception';

function joinOf(gap: Gap): Join {
  if (gap.cues.includes('exception')) return 'exception';
  if (gap.cues.includes('or')) return 'or';
  return gap.cues.includes('and') ? 'and' : 'list';
}

/** One statement: its exceptions, its connectives, its polarity. */
function clause(parts: readonly Part[], last: Gap, section: Section, state: LineResult): Expression {
  if ([...parts.map((p) => p.gap), last].some((gap) => gap.cues.includes('exception')))
    lower(state, belowDecision, 'an exception or a condition in the text was not modelled');
  const joins = joinsOf(parts);
  const negations = parts.map((part) => (governs(part) ? negationOf(part.gap) : undefined));
  const closing = closingOf(last);
  const expression = tree(groups(parts, joins, negations, section, state), section, state);
  return polarity(expression, negations, closing, parts[0]?.gap ?? empty, section, state);
}

/** A comma takes the connective that its list ends with. */
function joinsOf(parts: readonly Part[]): Join[] {
  const joins = parts.slice(1).map((part) => joinOf(part.gap));
  for (let i = joins.length - 1; i >= 0; i--) if (joins[i] === 'list') joins[i] = joins[i + 1] === 'or' ? 'or' : 'and';
  return joins;
}

const negationOf = (gap: Gap): 'not' | 'prohibited' | undefined =>
  gap.cues.includes('prohibited') ? 'prohibited' : gap.cues.includes('not') ? 'not' : undefined;

const numeric: ReadonlySet<LeafKind | undefined> = new Set([
  'age',
  'lab',
  'vital',
  'scale',
  'performance',
  'lifeExpectancy',
]);

/** "No impairment, defined as creatinine < 1.5": a value behind words that nobody read is not what is negated. */
const governs = ({ expression, gap }: Part): boolean => !(gap.distant && numeric.has(kindOf(expression)));

const closingOf = (gap: Gap): 'prohibited' | 'permitted' | 'required' | undefined =>
  gap.cues.includes('prohibited')
    ? 'prohibited'
    : gap.cues.includes('permitted')
      ? 'permitted'
      : gap.cues.includes('required')
        ? 'required'
        : undefined;

interface Member {
  expression: Expression;
  join: Join | undefined;
}

/** Gathers what one negation governs: the list that follows it, up to another negation or to something of another kind. */
function groups(
  parts: readonly Part[],
  joins: readonly Join[],
  negations: readonly ('not' | 'prohibited' | undefined)[],
  section: Section,
  state: LineResult,
): Member[] {
  const members: Member[] = [];
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    if (!part) continue;
    const join = i > 0 ? joins[i - 1] : undefined;
    const negation = negations[i];
    // A turn of phrase at the head of an exclusion ("cannot have"), or one that governs the whole line, is not a "not".
    if (!negation || (negation === 'prohibited' && section === 'exclusion')) {
      members.push({ expression: part.expression, join });
      continue;
    }
    const governed = [part.expression];
    while (i + 1 < parts.length && negations[i + 1] === undefined && reaches(parts[i], parts[i + 1], joins[i])) {
      governed.push(parts[i + 1]?.expression ?? { unstructured: {} });
      i += 1;
    }
    const inner: Expression = governed.length === 1 ? part.expression : { any: governed };
    members.push({ expression: { not: inner }, join });
    if (section === 'exclusion')
      lower(state, 0.7, 'a negative statement in a list of exclusions: polarity to be checked');
  }
  return members;
}

function reaches(from: Part | undefined, to: Part | undefined, join: Join | undefined): boolean {
  if (!from || !to || join === 'exception') return false;
  return join === 'or' || kindOf(from.expression) === kindOf(to.expression);
}

/** The leaf kind an expression starts with. */
function kindOf(expression: Expression): LeafKind | undefined {
  if ('all' in expression) return expression.all[0] && kindOf(expression.all[0]);
  if ('any' in expression) return expression.any[0] && kindOf(expression.any[0]);
  if ('not' in expression) return kindOf(expression.not);
  if ('atLeast' in expression) return expression.atLeast.of[0] && kindOf(expression.atLeast.of[0]);
  if ('if' in expression) return kindOf(expression.then);
  return Object.keys(expression)[0] as LeafKind;
}

/** Conjunction binds closer than disjunction; a line that mixes them is for a human to confirm. */
function tree(members: readonly Member[], section: Section, state: LineResult): Expression {
  const ors: Expression[][] = [];
  for (const member of members) {
    const current = ors.at(-1);
    if (!current || member.join === 'or') ors.push([member.expression]);
    else current.push(member.expression);
  }
  const mixed = ors.length > 1 && ors.some((ands) => ands.length > 1);
  if (mixed) lower(state, belowDecision, 'mixes "and" and "or"');
  if (section === 'exclusion' && ors.some((ands) => ands.length > 1))
    lower(state, belowDecision, 'whether "and" asks for all of them');
  const alternatives = ors.map((ands) => (ands.length === 1 ? (ands[0] ?? { unstructured: {} }) : { all: ands }));
  if (alternatives.length === 1) return alternatives[0] ?? { unstructured: {} };
  // "2.5 x ULN without, or 5 x ULN with liver metastases": what applies under its condition only applies together.
  const conditional = alternatives.every((a) => 'if' in a && a.else === undefined);
  return conditional ? { all: alternatives } : { any: alternatives };
}

/** The turn that the line's own words give the whole statement. */
function polarity(
  expression: Expression,
  negations: readonly ('not' | 'prohibited' | undefined)[],
  closing: 'prohibited' | 'permitted' | 'required' | undefined,
  head: Gap,
  section: Section,
  state: LineResult,
): Expression {
  if (closing === 'permitted') {
    if (negations.every((n) => n === undefined)) state.requirement = 'informational';
    else lower(state, belowDecision, 'what is allowed and what is not');
    return expression;
  }
  if (section === 'exclusion') {
    const asked = closing === 'required' || (head.cues.includes('required') && !head.cues.includes('prohibited'));
    if (asked) lower(state, 0.7, 'a requirement in a list of exclusions: polarity to be checked');
    return asked ? { not: expression } : expression;
  }
  return closing === 'prohibited' ? { not: expression } : expression;
}
