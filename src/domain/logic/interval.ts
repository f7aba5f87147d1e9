import type { Range } from '../criteria/model.js';
import type { Truth } from './truth.js';

/** A number that is only known to lie between two ends; a measured value is the interval of one point. */
export interface Interval {
  low: number;
  high: number;
  /** The end itself is excluded (`< 5` is everything up to, but not, 5). */
  lowOpen?: boolean;
  highOpen?: boolean;
}

export type Comparator = '<' | '<=' | '>' | '>=';

/** Twelve significant digits: enough for any measurement, few enough that 90 g/L and 9 g/dL are one number. */
export const significant = (value: number): number =>
  // Nearly every result has few places, and is then rounded to itself; writing it out is slow.
  Math.abs(value) < 1e5 && Math.round(value * 1e6) / 1e6 === value ? value : Number(value.toPrecision(12));

export const point = (value: number): Interval => ({ low: significant(value), high: significant(value) });

/** What a laboratory's `<5` or `>=3` says about the true value. */
export function censored(value: number, comparator: Comparator | undefined): Interval {
  const end = significant(value);
  switch (comparator) {
    case undefined:
      return { low: end, high: end };
    case '<':
      return { low: -Infinity, high: end, highOpen: true };
    case '<=':
      return { low: -Infinity, high: end };
    case '>':
      return { low: end, high: Infinity, lowOpen: true };
    case '>=':
      return { low: end, high: Infinity };
  }
}

/** The interval times a positive factor. */
export const scaled = (interval: Interval, factor: number): Interval => ({
  ...interval,
  low: significant(interval.low * factor),
  high: significant(interval.high * factor),
});

/** Whether every, no, or only some value of the interval lies in the range. A range without bounds holds everything. */
export function withinRange(interval: Interval, range: Range): Truth {
  const { min, max } = range;
  let every = true;
  if (min) {
    const bound = significant(min.value);
    if (interval.high < bound || (interval.high === bound && (!min.inclusive || interval.highOpen))) return 'false';
    every &&= interval.low > bound || (interval.low === bound && (min.inclusive || interval.lowOpen === true));
  }
  if (max) {
    const bound = significant(max.value);
    if (interval.low > bound || (interval.low === bound && (!max.inclusive || interval.lowOpen))) return 'false';
    every &&= interval.high < bound || (interval.high === bound && (max.inclusive || interval.highOpen === true));
  }
  return every ? 'true' : 'unknown';
}
