import type { Duration } from '../../../criteria/model.js';
import { newItem, type Item } from './items.js';
import type { TagSets } from './tags.js';

/** A stretch of time a line names: "within 28 days or 5 half-lives, whichever is shorter, before the first dose". */
export interface TimeSpan {
  duration: Duration;
  /** `within`: no longer ago than; `before`: at least this long ago; `for`: a length, not a place in time. */
  relation: 'within' | 'before' | 'for';
  /** The time counts from the start of study treatment (or enrolment), which is what matching calls the as-of date. */
  anchored: boolean;
  /** Begins with "for": how long something lasted, unless what is said is that something has not happened since. */
  lasting: boolean;
  /** "2 weeks prior to enrollment": no word says whether at least or at most. */
  bare: boolean;
}

type SimpleDuration = Exclude<Duration, { longerOf: unknown } | { shorterOf: unknown }>;

const is = (item: Item | undefined, tag: string, value?: string): boolean =>
  item !== undefined && (value === undefined ? item.tags[tag] !== undefined : item.tags[tag] === value);

const numberOf = (item: Item | undefined): number | undefined =>
  item?.number ?? (item?.tags['number'] === undefined ? undefined : Number(item.tags['number']));

/** "28 days", "two (2) weeks", "5 half-lives", "6-month": the duration and the index after it. */
function durationAt(items: readonly Item[], from: number): { duration: SimpleDuration; to: number } | undefined {
  let i = from;
  const value = numberOf(items[i]);
  if (value === undefined) return undefined;
  i += 1;
  if (items[i]?.text === '(' && numberOf(items[i + 1]) !== undefined && items[i + 2]?.text === ')') i += 3;
  else if (items[i]?.text === '-' && is(items[i + 1], 'timeUnit')) i += 1;
  const unit = items[i]?.tags['timeUnit'];
  if (unit === undefined) return undefined;
  if (unit === 'halfLife') return { duration: { halfLives: value }, to: i + 1 };
  return { duration: { value, unit: unit as 'd' }, to: i + 1 };
}

const approximateDays = (duration: SimpleDuration): number | undefined => {
  if ('halfLives' in duration) return undefined;
  return duration.value * { h: 1 / 24, d: 1, wk: 7, mo: 30.4, a: 365 }[duration.unit];
};

/** Alternatives of one span: "4 weeks or 5 half-lives (whichever is shorter)", "28 days (4 weeks)". */
function durationsAt(items: readonly Item[], from: number): { duration: Duration; to: number } | undefined {
  const first = durationAt(items, from);
  if (!first) return undefined;
  const all: SimpleDuration[] = [first.duration];
  let to = first.to;
  for (;;) {
    let i = to;
    while (items[i]?.text === ',' || items[i]?.text === '(' || items[i]?.text === '/' || is(items[i], 'connector'))
      i += 1;
    if (is(items[i], 'timePreposition') || is(items[i], 'filler')) i += 1;
    const another = i > to ? durationAt(items, i) : undefined;
    if (!another) break;
    all.push(another.duration);
    to = another.to;
    if (items[to]?.text === ')') to += 1;
  }
  // "5 half-lives of the drug, whichever is longer" may stand a few words later.
  for (let i = to; i < to + 14 && i < items.length && items[i]!.text !== '.'; i++) {
    const whichever = items[i]!.tags['whichever'];
    // "4 weeks prior to treatment or 5 half-lives of the drug (whichever is longer)".
    const other = whichever === undefined && is(items[i - 1], 'connector') ? durationAt(items, i) : undefined;
    if (other) all.push(other.duration);
    if (whichever === undefined) continue;
    to = i + 1;
    if (items[to]?.text === ')') to += 1;
    return all.length > 1
      ? { duration: whichever === 'longer' ? { longerOf: all } : { shorterOf: all }, to }
      : { duration: first.duration, to };
  }
  if (all.length === 1) return { duration: first.duration, to };
  const days = all.map(approximateDays);
  // "28 days (4 weeks)" states one span twice; "2 weeks or 5 half-lives" without "whichever" is read as the longer.
  const same = days.every((d) => d !== undefined && Math.abs(d - days[0]!) <= 0.12 * days[0]!);
  return { duration: same ? first.duration : { longerOf: all }, to };
}

/** "prior to the first dose of study treatment", "before C1D1", "of enrollment", "ago": index after it, or `from`. */
function anchorAt(items: readonly Item[], from: number): number {
  let i = from;
  if (is(items[i], 'ago')) return i + 1;
  if (!is(items[i], 'anchorPreposition')) return from;
  i += 1;
  let last = i;
  let named = false;
  for (; i < items.length; i++) {
    const item = items[i]!;
    if (is(item, 'anchorWord')) {
      named = true;
      last = i + 1;
    } else if (named && (item.text === '-' || (item.number !== undefined && last === i))) last = i + 1;
    else if (named && item.drug !== undefined && is(items[i - 1], 'filler')) last = i + 1;
    else if (!is(item, 'filler') && !is(item, 'ordinal') && !(named && is(item, 'anchorPreposition'))) break;
  }
  if (named) return last;
  const bare = items[from]!.tags['anchorPreposition'];
  return bare === 'prior' ? from + 1 : from;
}

const SIGNS: Readonly<Record<string, 'within' | 'before'>> = {
  '≤': 'within',
  '<': 'within',
  '≥': 'before',
  '>': 'before',
};

function spanAt(items: readonly Item[], from: number): { time: TimeSpan; to: number } | undefined {
  let i = from;
  let relation: TimeSpan['relation'] | undefined;
  const first = items[i]!;
  if (SIGNS[first.text] !== undefined) {
    relation = SIGNS[first.text];
    i += 1;
  } else if (is(first, 'timePreposition')) {
    relation = first.tags['timePreposition'] as TimeSpan['relation'];
    i += 1;
    if (is(items[i], 'filler')) i += 1;
    if (is(items[i], 'pastWord')) {
      if (relation === 'for') relation = 'within';
      i += 1;
    }
    const bound = items[i] === undefined ? undefined : (SIGNS[items[i]!.text] ?? items[i]!.tags['timePreposition']);
    if (bound !== undefined && numberOf(items[i + 1]) !== undefined) {
      if (bound === 'before') relation = relation === 'within' ? 'within' : 'before';
      i += 1;
    }
    if (is(items[i], 'approximately')) i += 1;
  }
  const single = relation !== undefined && numberOf(items[i]) === undefined && is(items[i], 'timeUnit');
  const durations = single
    ? { duration: { value: 1, unit: items[i]!.tags['timeUnit'] as 'd' } as Duration, to: i + 1 }
    : durationsAt(items, i);
  if (!durations) return undefined;
  let to = anchorAt(items, durations.to);
  // "within 3 weeks prior to Cycle 1 or 5 half-lives, whichever is shorter": the alternative stands behind the anchor.
  const other =
    to > durations.to && is(items[to], 'connector') && 'value' in durations.duration
      ? durationAt(items, to + 1)
      : undefined;
  if (other) {
    let which: string | undefined;
    let i2 = other.to;
    while (i2 < other.to + 12 && which === undefined && i2 < items.length) which = items[i2++]?.tags['whichever'];
    const both = [durations.duration, other.duration] as SimpleDuration[];
    durations.duration = which === 'shorter' ? { shorterOf: both } : { longerOf: both };
    to = which === undefined ? other.to : i2;
  }
  const bare = relation === undefined;
  if (relation === undefined) {
    if (to === durations.to) return undefined;
    relation = 'within';
  }
  return {
    time: {
      duration: durations.duration,
      relation,
      anchored: to > durations.to,
      lasting: first.text.startsWith('for'),
      bare,
    },
    to,
  };
}

/** Replaces every span of time in the items by one item that carries its meaning. */
export function withTimeSpans(items: readonly Item[], text: string, tagSets: TagSets): Item[] {
  if (!items.some((item) => is(item, 'timeUnit'))) return items as Item[];
  const out: Item[] = [];
  for (let i = 0; i < items.length;) {
    const item = items[i]!;
    const opens = is(item, 'timePreposition') || SIGNS[item.text] !== undefined || numberOf(item) !== undefined;
    const found = opens ? spanAt(items, i) : undefined;
    if (!found) {
      out.push(item);
      i += 1;
      continue;
    }
    const end = items[found.to - 1]!.end;
    const tags = tagSets.with(tagSets.none, 'time', found.time.relation);
    const span = newItem(item.start, end, text.slice(item.start, end).toLowerCase(), tags);
    span.time = found.time;
    out.push(span);
    i = found.to;
  }
  return out;
}
