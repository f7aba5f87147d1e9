import type { Duration } from '../criteria/model.js';
import type { Clock } from '../logic/clock.js';
import { addDuration } from '../logic/duration.js';
import type { Fact } from '../patient/profile.js';
import { factDays } from './patient-context.js';

/**
 * Days for which a finding speaks for the patient of today, where the criterion sets no window of its own.
 * Laboratory values: the analyte's own limit, else 90 days; the rest are our choices, listed in docs/criteria-kinds.md.
 */
export const validDays = {
  lab: 90,
  vital: 60,
  performance: 180,
  cardiacFunction: 180,
  pregnancyTest: 30,
  smoking: 730,
} as const;

export type Freshness = 'fresh' | 'stale' | 'undated';

/**
 * Whether a fact is recent enough on the clock's day. The last day of the window counts as inside; a partial date is fresh where
 * its latest day is. An undated fact is `undated`: no window can be checked on it.
 */
export function freshness(fact: Fact, clock: Clock, window: Duration): Freshness {
  const days = factDays(fact);
  if (!days) return 'undated';
  return clock.hasCome(addDuration(days.to, window).to + 1) ? 'stale' : 'fresh';
}

export const inDays = (value: number): Duration => ({ value, unit: 'd' });
