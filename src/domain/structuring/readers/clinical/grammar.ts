import type { Expression } from '../../../criteria/model.js';
import type { ClinicalLine } from './clinical-line.js';

/** Items that only frame a statement and never change it. */
const NEUTRAL = ['filler', 'subject', 'must', 'certainty', 'history', 'entry'] as const;

export const anyOf = (expressions: readonly Expression[]): Expression =>
  expressions.length === 1 ? expressions[0]! : { any: [...expressions] };

export const allOf = (expressions: readonly Expression[]): Expression =>
  expressions.length === 1 ? expressions[0]! : { all: [...expressions] };

export const hasAny = (line: ClinicalLine, index: number, tags: readonly string[]): boolean =>
  tags.some((tag) => line.is(index, tag));

/** Index after the items from `index` on that carry one of the tags. */
export function skip(line: ClinicalLine, index: number, ...tags: readonly string[]): number {
  let i = index;
  while (i < line.items.length && hasAny(line, i, tags)) i += 1;
  return i;
}

/** Index after a parenthesis that opens at `index`; `index` itself where none opens or none closes within 25 items. */
export function parenthesisEnd(line: ClinicalLine, index: number): number {
  const open = line.items[index]?.text;
  if (open !== '(' && open !== '[') return index;
  const close = open === '(' ? ')' : ']';
  let depth = 0;
  for (let i = index; i < line.items.length && i < index + 60; i++) {
    if (line.sign(i, open)) depth += 1;
    else if (line.sign(i, close)) depth -= 1;
    if (depth === 0) return i + 1;
  }
  return index;
}

/** "(e.g., ...)", "(including ...)", "(HSCT)": index after a parenthesis that gives only examples, a definition or an abbreviation. */
export function asideEnd(line: ClinicalLine, index: number): number {
  const to = parenthesisEnd(line, index);
  if (to === index) return index;
  if (line.is(index + 1, 'including')) return to;
  // A definition by numbers ("i.e., fasting glucose > 220") says more than the name.
  if (line.is(index + 1, 'idEst'))
    return line.items.slice(index, to).some((item) => item.number !== undefined) ? index : to;
  const inside = to - index - 2;
  const abbreviation =
    inside <= 3 && /^[A-Z][A-Za-z0-9/+-]{1,14}$/u.test(line.text.slice(line.start(index + 1), line.end(to - 1)).trim());
  return abbreviation ||
    inside === 0 ||
    (inside === 1 && line.text.slice(line.start(index + 1), line.end(to - 1)) === 's')
    ? to
    : index;
}

/** Index after ",", "and/or", "or", "and" (any run of them). Also says how the parts are joined. */
export function joint(line: ClinicalLine, index: number): { to: number; join?: 'and' | 'or' } {
  let i = index;
  let join: 'and' | 'or' | undefined;
  for (; ; i++) {
    if (line.sign(i, ',', '/')) {
      if (line.sign(i, '/')) join ??= 'or';
      continue;
    }
    const connector = line.tag(i, 'connector');
    if (connector === undefined) break;
    if (connector === 'or') join = 'or';
    else join ??= 'and';
  }
  return join === undefined ? { to: i } : { to: i, join };
}

const ADJECTIVES = ['status', 'severity', 'infectionDetail', 'genericIllness'] as const;
/** Words of the frame that stand in one list with adjectives: "active, known, or suspected". */
const LISTED = [...ADJECTIVES, 'certainty', 'history'] as const;

const PROHIBITION = /^(?:must|may|should|can|shall|cannot)\b.*\bnot?\b|^cannot/u;

/** Whether a list of adjectives goes on at `index`, past a further comma or connective. */
const listGoesOn = (line: ClinicalLine, index: number): boolean =>
  hasAny(line, skip(line, line.sign(index, ',') ? index + 1 : index, 'connector'), LISTED);

/** What stands before a statement: who, known, history of, no. */
export interface Frame {
  /** First item of the frame. */
  from: number;
  negated: boolean;
  history: boolean;
  suspected: boolean;
  /** Adjectives stand as alternatives ("active or chronic"): none of them alone is meant. */
  mixed: boolean;
  /** Values of further tags asked for, nearest first. */
  found: Record<string, string>;
}

/**
 * Walks left from `index` over frame words and the tags asked for. Stops at anything else, so that what it does not
 * understand stays outside the reading.
 */
export function frameBefore(line: ClinicalLine, index: number, ...tags: readonly string[]): Frame {
  const frame: Frame = { from: index, negated: false, history: false, suspected: false, mixed: false, found: {} };
  for (let i = index - 1; i >= 0; i--) {
    const item = line.items[i]!;
    const between = item.text === ',' || item.text === '/' || item.tags['connector'] !== undefined;
    if (
      between &&
      LISTED.some((tag) => (tags.includes(tag) || !ADJECTIVES.includes(tag as 'status')) && line.is(i - 1, tag)) &&
      ((i + 1 === index && item.text === ',') || listGoesOn(line, i + 1))
    ) {
      if (item.tags['connector'] === 'or' || item.text === '/') frame.mixed = true;
      continue;
    }
    if (item.text === ',' && (line.is(i + 1, 'including') || line.is(i - 1, 'including')) && tags.includes('including'))
      continue;
    if (item.tags['negation'] !== undefined) {
      // "may not be receiving" in a list of exclusions is a turn of phrase: what is named excludes.
      if (line.section !== 'exclusion' || !PROHIBITION.test(item.text)) frame.negated = !frame.negated;
      if (item.text.includes('history')) frame.history = true;
    } else {
      const known = tags.filter((name) => item.tags[name] !== undefined);
      if (known.length === 0 && !NEUTRAL.some((name) => item.tags[name] !== undefined)) break;
      for (const tag of known) frame.found[tag] ??= item.tags[tag]!;
      if (item.tags['history'] !== undefined) frame.history = true;
      if (item.tags['certainty'] === 'suspected') frame.suspected = true;
    }
    frame.from = i;
  }
  // A frame never begins with a bare article or preposition of something else.
  return frame;
}

/** "are excluded" behind a statement: index after it, or `index`. */
export function exclusionVerbAfter(line: ClinicalLine, index: number): number {
  const to = skip(line, index, 'filler', 'entry');
  return line.is(to, 'exclusionVerb') ? skip(line, to + 1, 'filler', 'entry', 'anchorWord') : index;
}
