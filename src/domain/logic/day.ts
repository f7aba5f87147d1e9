import type { PartialDate } from '../patient/profile.js';

/** Whole days since 1970-01-01, time zones left out: clinical dates are calendar dates. */
export type Day = number;

/** Every day from `from` to `to`, both included: what a date of month or year precision can mean. */
export interface DayInterval {
  from: Day;
  to: Day;
}

const MS_PER_DAY = 86_400_000;
const ISO_PARTIAL = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?$/;

export const dayOf = (year: number, month: number, day: number): Day => Date.UTC(year, month - 1, day) / MS_PER_DAY;

export const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** The days that a date of any precision can mean, or undefined where it is no date (`2026-02-31`, `unknown`). */
export function dayInterval(date: PartialDate | undefined): DayInterval | undefined {
  const parts = date === undefined ? null : ISO_PARTIAL.exec(date);
  if (!parts) return undefined;
  const year = Number(parts[1]);
  if (parts[2] === undefined) return { from: dayOf(year, 1, 1), to: dayOf(year, 12, 31) };
  const month = Number(parts[2]);
  if (month < 1 || month > 12) return undefined;
  const last = daysInMonth(year, month);
  if (parts[3] === undefined) return { from: dayOf(year, month, 1), to: dayOf(year, month, last) };
  const day = Number(parts[3]);
  if (day < 1 || day > last) return undefined;
  const exact = dayOf(year, month, day);
  return { from: exact, to: exact };
}

/** A calendar date given in full; throws where it is not one. */
export function exactDay(date: string): Day {
  const interval = dayInterval(date);
  if (!interval || interval.from !== interval.to) throw new RangeError(`not a full date (YYYY-MM-DD): ${date}`);
  return interval.from;
}

export const isoDay = (day: Day): string => new Date(day * MS_PER_DAY).toISOString().slice(0, 10);

/** Adds calendar months; the day is cut to the month's last one (31 January + 1 month = 28 or 29 February). */
export function addMonths(day: Day, months: number): Day {
  const date = new Date(day * MS_PER_DAY);
  const index = date.getUTCFullYear() * 12 + date.getUTCMonth() + months;
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  return dayOf(year, month, Math.min(date.getUTCDate(), daysInMonth(year, month)));
}
