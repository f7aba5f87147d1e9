import type { Duration, TimeUnit } from '../criteria/model.js';
import type { Clock } from './clock.js';
import { addMonths, type Day, type DayInterval } from './day.js';
import type { Truth } from './truth.js';

const DAYS_PER_MONTH = 30.4375;

function addSpan(day: Day, value: number, unit: TimeUnit | 'h'): Day {
  switch (unit) {
    case 'h':
      return day + Math.ceil(value / 24);
    case 'd':
      return day + Math.ceil(value);
    case 'wk':
      return day + Math.ceil(value * 7);
    case 'mo': {
      const whole = Math.trunc(value);
      return addMonths(day, whole) + Math.round((value - whole) * DAYS_PER_MONTH);
    }
    case 'a':
      return addSpan(day, value * 12, 'mo');
  }
}

/**
 * The day on which a duration that starts on `day` has passed. Half-lives of a drug whose half-life is not known
 * leave the end open: "28 days or 5 half-lives, whichever is shorter" then ends between today and day 28.
 */
export function addDuration(day: Day, duration: Duration, halfLifeDays?: number): DayInterval {
  if ('value' in duration) {
    const end = addSpan(day, duration.value, duration.unit);
    return { from: end, to: end };
  }
  if ('halfLives' in duration) {
    if (halfLifeDays === undefined) return { from: day, to: Infinity };
    const end = day + Math.ceil(duration.halfLives * halfLifeDays);
    return { from: end, to: end };
  }
  const longer = 'longerOf' in duration;
  const ends = (longer ? duration.longerOf : duration.shorterOf).map((part) => addDuration(day, part, halfLifeDays));
  const pick = longer ? Math.max : Math.min;
  return { from: pick(...ends.map((end) => end.from)), to: pick(...ends.map((end) => end.to)) };
}

/** Days in a duration, counted from no particular date (a month is 30.4375 days); undefined where half-lives are in it. */
export function approximateDays(duration: Duration): number | undefined {
  if ('value' in duration) {
    const days = { h: 1 / 24, d: 1, wk: 7, mo: DAYS_PER_MONTH, a: DAYS_PER_MONTH * 12 };
    return duration.value * days[duration.unit];
  }
  if ('halfLives' in duration) return undefined;
  const longer = 'longerOf' in duration;
  const parts = (longer ? duration.longerOf : duration.shorterOf).map(approximateDays);
  if (parts.some((part) => part === undefined)) return undefined;
  return (longer ? Math.max : Math.min)(...(parts as number[]));
}

export interface Elapsed {
  truth: Truth;
  /** First day on which the duration has certainly passed; absent where no date bounds it. */
  passedFrom?: Day;
}

/**
 * Whether the duration since an event has passed on the clock's day; the day on which exactly N days have gone by counts as
 * passed. A date that is only known to the month or year gives true or false only where every day it can mean agrees.
 */
export function hasPassed(event: DayInterval, duration: Duration, clock: Clock, halfLifeDays?: number): Elapsed {
  const earliest = addDuration(event.from, duration, halfLifeDays).from;
  const latest = addDuration(event.to, duration, halfLifeDays).to;
  const truth = clock.hasCome(latest) ? 'true' : clock.hasCome(earliest) ? 'unknown' : 'false';
  return Number.isFinite(latest) ? { truth, passedFrom: latest } : { truth };
}
