import type { Window } from '../criteria/model.js';
import type { Clock } from '../logic/clock.js';
import type { Day, DayInterval } from '../logic/day.js';
import { hasPassed } from '../logic/duration.js';
import { all, not, type Truth } from '../logic/truth.js';

export interface InWindow {
  truth: Truth;
  turnsOn?: Day;
}

/**
 * Whether an event lies in a window before the as-of date. An event without a date leaves it open; one N days ago is no
 * longer "within N days", and is "at least N days ago".
 */
export function inWindow(
  event: DayInterval | undefined,
  { within, before }: Pick<Window, 'within' | 'before'>,
  clock: Clock,
  halfLifeDays?: number,
): InWindow {
  if (!within && !before) return { truth: 'true' };
  if (!event) return { truth: 'unknown' };
  const left = within && hasPassed(event, within, clock, halfLifeDays);
  const reached = before && hasPassed(event, before, clock, halfLifeDays);
  const truth = all([left ? not(left.truth) : 'true', reached?.truth ?? 'true']);
  const turnsOn = truth === 'true' ? left?.passedFrom : reached?.truth === 'false' ? reached.passedFrom : undefined;
  return turnsOn === undefined ? { truth } : { truth, turnsOn };
}
