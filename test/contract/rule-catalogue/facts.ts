import type { Bound, Duration, Range } from '../../../src/domain/criteria/model.js';
import { addDuration } from '../../../src/domain/logic/duration.js';
import { exactDay, isoDay } from '../../../src/domain/logic/day.js';
import type { Fact, FactKind, FactOf } from '../../../src/domain/patient/profile.js';

export const AS_OF = '2026-11-24';

let counter = 0;

/** A fact with a source of its own. */
export function fact<K extends FactKind>(kind: K, fields: Omit<FactOf<K>, 'kind' | 'source'>): Fact {
  counter += 1;
  return { kind, ...fields, source: { resource: `${kind}/${counter}`, path: 'value' } } as unknown as Fact;
}

/** A day so many days before the as-of date. */
export const daysAgo = (days: number): string => isoDay(exactDay(AS_OF) - days);

const lengthOf = (duration: Duration): number => {
  const start = exactDay(AS_OF);
  const { from, to } = addDuration(start, duration, 4);
  return Number.isFinite(to) ? to - start : from - start;
};

const inHalfLives = (within: Duration): boolean => !('value' in within);

/** A day inside a window. */
export const insideWindow = (within: Duration | undefined): string =>
  daysAgo(within ? (inHalfLives(within) ? 0 : Math.max(1, Math.floor(lengthOf(within) / 2))) : 20);

const step = ({ value }: Bound): number => Math.max(1, Math.abs(value) * 0.1);

/** A number inside a range, and one outside it. */
export function inside({ min, max }: Range): number {
  if (min && max) return (min.value + max.value) / 2;
  if (min) return min.inclusive ? min.value : min.value + step(min);
  return max ? max.value : 1;
}

export function outside({ min, max }: Range): number {
  if (min) return min.value - step(min) / 2;
  return max ? max.value + step(max) : 0;
}
