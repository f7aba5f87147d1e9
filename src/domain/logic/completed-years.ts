import { addMonths, type Day, type DayInterval } from './day.js';
import type { Interval } from './interval.js';

function years(birth: Day, asOf: Day): number {
  let age = Math.floor((asOf - birth) / 365.2425) - 1;
  while (addMonths(birth, (age + 1) * 12) <= asOf) age += 1;
  return age;
}

/** Ages in completed years that a birth date of any precision can mean on a day. */
export const completedYears = (birth: DayInterval, asOf: Day): Interval => ({
  low: years(birth.to, asOf),
  high: years(birth.from, asOf),
});
