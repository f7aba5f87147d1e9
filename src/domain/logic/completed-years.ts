import type { Clock } from './clock.js';
import { addMonths, type Day, type DayInterval } from './day.js';
import type { Interval } from './interval.js';

function years(birth: Day, clock: Clock): number {
  let age = Math.floor((clock.asOf - birth) / 365.2425) - 1;
  while (clock.hasCome(addMonths(birth, (age + 1) * 12))) age += 1;
  return age;
}

/** Ages in completed years that a birth date of any precision can mean on a day. */
export const completedYears = (birth: DayInterval, clock: Clock): Interval => ({
  low: years(birth.to, clock),
  high: years(birth.from, clock),
});
