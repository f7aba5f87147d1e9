import type { PartialDate } from '../profile.js';

/** Something that took place over a time, as one resource shows it. */
export interface Span {
  readonly start: PartialDate | undefined;
  readonly end: PartialDate | undefined;
}

/**
 * Two records of one treatment further apart than this are two courses. Claims-based algorithms for lines of therapy use
 * gaps of 90 to 180 days; the longer one keeps a drug that is prescribed twice a year in one course.
 */
const GAP_DAYS = 180;

const DAY_MS = 86_400_000;

/** First and last possible day of a partial date, in days since 1970. */
function bounds(date: PartialDate): [number, number] {
  const [year = 0, month, dayOfMonth] = date.split('-').map(Number);
  if (month === undefined) return [Date.UTC(year, 0, 1) / DAY_MS, Date.UTC(year, 11, 31) / DAY_MS];
  if (dayOfMonth === undefined) return [Date.UTC(year, month - 1, 1) / DAY_MS, Date.UTC(year, month, 0) / DAY_MS];
  const exact = Date.UTC(year, month - 1, dayOfMonth) / DAY_MS;
  return [exact, exact];
}

/** Orders by first possible day, then by precision and text, so that the order of the record never shows. */
const byStart = (a: Span, b: Span): number => {
  const first =
    (a.start === undefined ? -Infinity : bounds(a.start)[0]) - (b.start === undefined ? -Infinity : bounds(b.start)[0]);
  return Number.isNaN(first) ? 0 : first;
};

/** Groups the records of one treatment into courses. Undated records join the only course, or stand alone together. */
export function courses<S extends Span>(spans: readonly S[]): S[][] {
  const sorted = spans.filter((one) => one.start !== undefined).sort(byStart);
  const undated = spans.filter((one) => one.start === undefined);
  const found: S[][] = [];
  let reach = -Infinity;
  for (const span of sorted) {
    const [from] = bounds(span.start ?? '');
    const to = Math.max(bounds(span.start ?? '')[1], span.end === undefined ? -Infinity : bounds(span.end)[1]);
    const current = found.at(-1);
    if (current && from - reach <= GAP_DAYS) current.push(span);
    else found.push([span]);
    reach = current && from - reach <= GAP_DAYS ? Math.max(reach, to) : to;
  }
  if (undated.length > 0) {
    if (found.length === 1) found[0]?.push(...undated);
    else found.push(undated);
  }
  return found;
}

/** Earliest of the dates; of a day and the month it lies in the day. */
export const earliest = (dates: readonly (PartialDate | undefined)[]): PartialDate | undefined =>
  dates
    .filter((one) => one !== undefined)
    .sort((a, b) => bounds(a)[0] - bounds(b)[0] || b.length - a.length || (a < b ? -1 : 1))[0];

export const latest = (dates: readonly (PartialDate | undefined)[]): PartialDate | undefined =>
  dates
    .filter((one) => one !== undefined)
    .sort((a, b) => bounds(b)[1] - bounds(a)[1] || b.length - a.length || (a < b ? -1 : 1))[0];
