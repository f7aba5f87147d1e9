import type { PartialDate } from '../patient/profile.js';
import { remembered } from './remembered.js';

/** Whole days since 1970-01-01, time zones left out: clinical dates are calendar dates. */
export type Day = number;

/** Every day from `from` to `to`, both included: what a date of month or year precision can mean. */
export interface DayInterval {
  from: Day;
  to: Day;
}

const MS_PER_DAY = 86_400_000;
const ISO_PARTIAL = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?$/;

/** Days from 1970-01-01 to a day of the proleptic Gregorian calendar (Hinnant, "days_from_civil"). */
export function dayOf(year: number, month: number, day: number): Day {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

interface Civil {
  year: number;
  month: number;
  day: number;
}

/** The inverse of `dayOf` (Hinnant, "civil_from_days"). */
function civil(days: Day): Civil {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365); // prettier-ignore
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9);
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

export const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);

/** More than there are days in a century of records. */
const REMEMBERED = 50_000;

const readInterval = remembered(intervalOf, REMEMBERED);

/** The days that a date of any precision can mean, or undefined where it is no date (`2026-02-31`, `unknown`). */
export const dayInterval = (date: PartialDate | undefined): DayInterval | undefined =>
  date === undefined ? undefined : readInterval(date);

function intervalOf(date: PartialDate): DayInterval | undefined {
  const parts = ISO_PARTIAL.exec(date);
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
  const from = civil(day);
  const index = from.year * 12 + from.month - 1 + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  return dayOf(year, month, Math.min(from.day, daysInMonth(year, month)));
}
