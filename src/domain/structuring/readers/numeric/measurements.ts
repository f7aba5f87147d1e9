import type { Expression, Section } from '../../../criteria/model.js';
import type { Quantity, QuantityScanner } from '../../grammar/quantities.js';
import { firstFrom, within } from '../../grammar/ordered.js';
import { GapWords, lastClause } from '../../grammar/word-gap.js';
import type { MeasureLexicon } from '../../lexicons.js';
import type { Reader, Reading } from '../../reader.js';
import type { LimitCondition, LimitConditions } from './limit-conditions.js';
import { anyOfConditions } from './limit-conditions.js';
import { conditioned } from './measured-conditions.js';
import type { Limit, Limits } from './limits.js';
import type { Measures, Subject } from './measures.js';

/** A limit of a subject with the condition under which it applies. */
interface Entry {
  quantity: Quantity;
  condition?: Expression;
  /** A condition that the text states and nobody understood. */
  unreadCondition?: boolean;
}

/** A subject with its limits, in the order of the text. */
export interface Statement {
  subject: Subject;
  entries: Entry[];
  start: number;
  end: number;
  doubtful: boolean;
  /** The limit stands before the name: ">= 1.5 x 10^9/L neutrophils". */
  reversed: boolean;
}

export interface MeasurementParts {
  measures: Measures;
  quantities: QuantityScanner;
  conditions: LimitConditions;
  limits: Limits;
  lexicon: MeasureLexicon;
}

const FORMULA = /\(? ?140 ?[-\u2013] ?|[x*\u00d7] ?0\.85\b/i;
const breaks = /;|\.(?:\s|$)|\u2022/;
const before = new GapWords('of for in the a serum total peripheral blood absolute plasma count level', ' )');

/** Laboratory values and vital signs: names bound to the limits before or behind them, with conditions and alternatives. */
export function measurementReader(parts: MeasurementParts): Reader {
  const fillers = new GapWords(parts.lexicon.fillers);
  return {
    name: 'measurement',
    read(line, context) {
      const subjects = parts.measures.subjects(line);
      const quantities = subjects.length > 0 || /\d\/\d/.test(line) ? parts.quantities.find(line) : [];
      if (quantities.length === 0) return [];
      // "[(140 - age) x weight] x 0.85 for female" tells how a clearance is calculated.
      const formula = FORMULA.exec(line)?.index ?? line.length;
      const conditions = parts.conditions.find(line).filter(({ start }) => start < formula);
      const statements = bind(line, subjects, quantities, fillers, parts.limits);
      const readings = statements.map((statement, i) => {
        attach(line, statement, conditions, statements[i + 1]?.start ?? line.length);
        return readingOf(line, statement, context.section, parts.limits);
      });
      return conditioned(line, statements, readings, context.section);
    },
  };
}

/** Gives every quantity to the measure it limits. */
function bind(
  line: string,
  subjects: readonly Subject[],
  quantities: readonly Quantity[],
  fillers: GapWords,
  limits: Limits,
): Statement[] {
  const statements: Statement[] = [];
  const fits = (subject: Subject, q: Quantity): boolean => subject.mentions.some((m) => limits.fits(m, q));
  const add = (subject: Subject, quantity: Quantity, doubtful: boolean, reversed: boolean): void => {
    statements.push({
      subject,
      entries: [{ quantity }],
      start: Math.min(subject.start, quantity.start),
      end: Math.max(subject.end, quantity.end),
      doubtful,
      reversed,
    });
  };
  for (const q of quantities) {
    const last = statements.at(-1);
    if (q.around) {
      const [from, to] = q.around;
      const inside = within(subjects, from, Math.max(to, q.end)).find((s) => s.start - from < 24);
      if (inside && fits(inside, q)) add(inside, q, false, true);
      continue;
    }
    // No name reaches further than over two others.
    const next = firstFrom(subjects, q.start);
    const names = subjects.slice(Math.max(0, next - 3), next).filter((s) => s.end <= q.start);
    const left = names.findLast((s) => fits(s, q) && reaches(line.slice(s.end, q.start), fillers).ok);
    const behind = subjects[firstFrom(subjects, q.end)];
    const right = behind && before.fill(line.slice(q.end, behind.start)) ? behind : undefined;
    if (right && fits(right, q) && (!left || last?.reversed || isSide(left, right))) {
      add(right, q, false, true);
      continue;
    }
    const near = names.at(-1);
    if (last && near === last.subject && fits(last.subject, q)) {
      if (!last.reversed && continues(line.slice(last.end, q.start), last, q, fillers)) {
        last.entries.push({ quantity: inherited(q, last.entries.at(-1)?.quantity) });
        last.end = q.end;
      }
    } else if (left) add(left, q, reaches(line.slice(left.end, q.start), fillers).unknown > 0, false);
    // A unit that is none of the measure, right behind its name: bound to it all the same, and flagged.
    else if (near && q.family === 'other' && isRightBehind(line.slice(near.end, q.start), fillers))
      add(near, q, true, false);
    else if (!near && q.second && q.unit === 'mm[Hg]') add(pressure(q.start), q, false, false);
  }
  return statements;
}

const pressure = (at: number): Subject => ({
  start: at,
  end: at,
  mentions: [{ start: at, end: at, kind: 'vital', id: 'bloodPressure' }],
});

/** "BP > 140 mmHg systolic": the side named behind the limit. */
const isSide = (left: Subject, right: Subject): boolean =>
  left.mentions.some((m) => m.id === 'bloodPressure') && right.mentions.some((m) => m.id.endsWith('Bp'));

/** "9 g/dL or 5.6 mmol/L": a further value without a sign of its own says the same in another unit. */
function inherited(q: Quantity, before: Quantity | undefined): Quantity {
  const value = q.values?.length === 1 && !q.second ? q.values[0] : undefined;
  if (value === undefined || q.unit === undefined || q.unit === before?.unit) return q;
  const { min, max } = before ?? {};
  if ((min === undefined) === (max === undefined)) return q;
  const { values: _values, ...rest } = q;
  return { ...rest, ...(min ? { min: { ...min, value } } : {}), ...(max ? { max: { ...max, value } } : {}) };
}

const isRightBehind = (gap: string, fillers: GapWords): boolean =>
  gap.length <= 12 && reaches(gap, fillers).unknown === 0;

const bracketed = /[([][^()[\]<>\u2264\u2265=]{1,90}[)\]]/g;

/** Whether a name reaches the limit behind it: nothing but words that go with limits in between. */
function reaches(gap: string, fillers: GapWords): { ok: boolean; unknown: number } {
  if (gap.length > 160) return { ok: false, unknown: 0 };
  const bare = gap.replace(bracketed, ' ').replace(/\b(?:i\.e|e\.g|vs)\./gi, ' ');
  if (breaks.test(bare)) return { ok: false, unknown: 0 };
  const unknown = fillers.unknown(bare);
  return { ok: unknown <= 2, unknown };
}

/** Whether a further quantity is another limit of the same subject. */
function continues(gap: string, statement: Statement, q: Quantity, fillers: GapWords): boolean {
  if (gap.length > 150 || /;|\.\s/.test(gap)) return false;
  const first = statement.entries[0]?.quantity;
  if (!first || (q.family === undefined && first.unit !== undefined)) return false;
  if ((q.min ?? q.max ?? q.unit) === undefined) return false;
  // Words that are no condition of the next limit name something else.
  return opener.test(gap) || fillers.unknown(gap) === 0;
}

const then = new GapWords('then the', ' ,:)');
const opener = /\b(?:if|unless|in case|for|in|with|when|where|among|except|provided|should|who|on|receiving)\b/i;
// What introduces the next limit with its condition: a bracket, a comma, "or", "unless".
const introduced = (region: string): boolean =>
  /^(?:[,;([]|(?:or|unless|except|and|but|however)\b)/i.test(region.replace(/^[ )]{1,3}/, ''));
const excuse = /\b(?:unless|except|exception|excluding|other than)\b/i;

/** Looks for the condition of each limit in the text around it. */
function attach(line: string, statement: Statement, conditions: readonly LimitCondition[], next: number): void {
  const { entries } = statement;
  entries.forEach((entry, i) => {
    const from = entry.quantity.end;
    const following = entries[i + 1];
    const to = following?.quantity.start ?? Math.min(next, clauseEnd(line, from));
    const region = line.slice(from, to);
    const inside = within(conditions, from, to);
    if (inside.length > 0 && (opener.test(region) || /^\s?[([]/.test(region))) {
      const first = inside[0];
      const own = !following || !introduced(region) || /[,;)]|\bor\b/i.test(line.slice(inside.at(-1)?.end ?? to, to));
      // "< 1.5 x ULN unless Gilbert's syndrome": the limit is for those without it.
      const excused = first && !following && excuse.test(line.slice(from, first.start));
      const condition = anyOfConditions(inside) ?? { unstructured: {} };
      if (own) entry.condition = excused ? { not: condition } : condition;
      else if (following && first) following.condition = anyOfConditions(inside) ?? { unstructured: {} };
      if (own && !following) statement.end = Math.max(statement.end, inside.at(-1)?.end ?? 0);
    } else if (
      i > 0 &&
      !entry.condition &&
      (opener.test(region) || opener.test(line.slice(entries[i - 1]?.quantity.end ?? 0, entry.quantity.start)))
    ) {
      entry.unreadCondition = true;
    }
  });
  const lead = line.slice(Math.max(0, statement.start - 80), statement.start);
  const leading = within(conditions, statement.start - 64, statement.start).filter(
    (c) =>
      c.end > statement.start - 24 &&
      /\b(?:if|for|in|with|when|patients?)\b/i.test(lastClause(line.slice(Math.max(0, c.start - 40), c.start), ',;.')),
  );
  const head = leading.at(-1);
  if (head && entries[0] && !entries[0].condition && then.fill(line.slice(head.end, statement.start)) && lead !== '') {
    entries[0].condition = head.expression;
    const clause = lastClause(line.slice(Math.max(0, head.start - 48), head.start), ',;.');
    const opening = /\b(?:if|for|in|when)\b/i.exec(clause);
    statement.start = head.start - (opening ? clause.length - opening.index : 0);
  }
  const close = /^[\s]?[)\]]/.exec(line.slice(statement.end, statement.end + 2));
  if (close && /[([]/.test(line.slice(statement.start, statement.end))) statement.end += close[0].length;
}

/** Where a clause that starts at `from` ends: at a semicolon, a full stop or the closing of a bracket opened before. */
function clauseEnd(line: string, from: number): number {
  let depth = 0;
  for (let i = from; i < Math.min(line.length, from + 140); i++) {
    const c = line[i];
    if (c === '(' || c === '[') depth += 1;
    else if (c === ')' || c === ']') {
      depth -= 1;
      if (depth < -1) return i;
    } else if (c === ';' || (c === '.' && /\s/.test(line[i + 1] ?? ' '))) return i;
  }
  return Math.min(line.length, from + 140);
}

/** "< 0.5 or > 1.23 mmol/L": the unit behind the last value is that of those before. */
function withUnits(entries: readonly Entry[]): Entry[] {
  const last = entries.at(-1)?.quantity;
  if (last?.unit === undefined || last.family !== 'other') return [...entries];
  const { unit, family } = last;
  return entries.map((entry) =>
    entry.quantity.unit === undefined ? { ...entry, quantity: { ...entry.quantity, unit, family } } : entry,
  );
}

function readingOf(line: string, statement: Statement, section: Section, limits: Limits): Reading | undefined {
  const { subject } = statement;
  const entries = withUnits(statement.entries);
  const formula = subject.mentions.some((m) => m.id === 'qtc') ? formulaOf(line) : undefined;
  const made = entries.map((entry) => ({
    entry,
    limit: limits.of(subject.mentions, entry.quantity, section, formula),
  }));
  const usable = made.filter((m): m is { entry: Entry; limit: Limit } => m.limit !== undefined);
  if (usable.length === 0) return undefined;
  const review = new Set(usable.flatMap((m) => m.limit.review));
  let confidence = Math.min(...usable.map((m) => m.limit.confidence), statement.doubtful ? 0.7 : 1);
  if (usable.some((m) => m.entry.unreadCondition)) {
    review.add('a condition of a limit was not understood');
    confidence = Math.min(confidence, 0.7);
  }
  return {
    start: statement.start,
    end: statement.end,
    expression: together(usable, section, line),
    confidence,
    ...(review.size > 0 ? { review: [...review] } : {}),
  };
}

function formulaOf(line: string): string | undefined {
  if (/fridericia|qtcf|qtc-f|qtc f\b/i.test(line)) return 'fridericia';
  return /bazett|qtcb|qtc-b/i.test(line) ? 'bazett' : undefined;
}

/** A general limit and what applies instead of it under conditions; without a general one, each where it applies. */
function together(made: readonly { entry: Entry; limit: Limit }[], section: Section, line: string): Expression {
  const general = made.filter((m) => !m.entry.condition && !m.entry.unreadCondition);
  const special = made.filter((m) => m.entry.condition ?? m.entry.unreadCondition);
  const base = general.length > 0 ? alternatives(general, line) : undefined;
  if (special.length === 0) return base ?? { unstructured: {} };
  if (!base) {
    const branches = special.map(({ entry, limit }): Expression => {
      const when = entry.condition ?? { unstructured: {} };
      // An absent branch is true, which would exclude everybody else.
      return section === 'exclusion' ? { all: [when, limit.expression] } : { if: when, then: limit.expression };
    });
    const [without, withIt] = branches;
    // "< 1.5 x ULN without, < 3 x ULN with Gilbert's syndrome or liver metastases": the second applies to all whom it names.
    if (branches.length === 2 && without && withIt && 'if' in without && 'if' in withIt && 'not' in without.if) {
      const denied = JSON.stringify(without.if.not);
      const named = 'any' in withIt.if ? withIt.if.any : [withIt.if];
      if (named.some((one) => JSON.stringify(one) === denied))
        return { if: withIt.if, then: withIt.then, else: without.then };
    }
    if (branches.length === 1) return branches[0] ?? { unstructured: {} };
    return section === 'exclusion' ? { any: branches } : { all: branches };
  }
  return special.reduceRight<Expression>(
    (otherwise, { entry, limit }) => ({
      if: entry.condition ?? { unstructured: {} },
      then: limit.expression,
      else: otherwise,
    }),
    base,
  );
}

/** Two limits without conditions: the same in another unit, or alternatives; opposite ones are a range. */
function alternatives(made: readonly { entry: Entry; limit: Limit }[], line: string): Expression {
  const [first, second] = made;
  if (!first || !second) return first?.limit.expression ?? { unstructured: {} };
  const [a, b] = [first.entry.quantity, second.entry.quantity];
  const members = made.map((m) => m.limit.expression);
  const range = made.length === 2 && ((a.min && !a.max && b.max && !b.min) || (a.max && !a.min && b.min && !b.max));
  const between = line.slice(a.end, b.start);
  // "<= 1.5 x ULN and < 2 mg/dL": both, unless the words say "or"; a second value in brackets is the same in another unit.
  const both = range ? !/\bor\b/i.test(between) : /\band\b(?!\/or)/i.test(between);
  return both ? { all: members } : { any: members };
}
