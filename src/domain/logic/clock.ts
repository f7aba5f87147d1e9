import type { Day } from './day.js';

/**
 * The as-of date, asked only whether a day has come. Whoever judges a patient asks nothing else of time, so that the
 * clock knows from which day on it would answer differently.
 */
export interface Clock {
  readonly asOf: Day;
  /** Whether `day` is today or past. */
  hasCome(day: Day): boolean;
}

/** A clock that stands still and remembers the next day it was asked about. */
export class WatchedClock implements Clock {
  private next: Day = Infinity;

  constructor(readonly asOf: Day) {}

  hasCome(day: Day): boolean {
    if (day <= this.asOf) return true;
    if (day < this.next) this.next = day;
    return false;
  }

  /** Does the work and tells the first day on which it could come out differently by time alone; Infinity = never. */
  watch<T>(work: () => T): { result: T; until: Day } {
    const outer = this.next;
    this.next = Infinity;
    const result = work();
    const until = this.next;
    this.next = Math.min(outer, until);
    return { result, until };
  }

  /** Counts a day that earlier work had asked about. */
  note(until: Day): void {
    if (until < this.next) this.next = until;
  }
}
