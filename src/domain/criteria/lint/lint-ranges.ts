import type { LeafKind, Range } from '../model.js';
import type { Path } from '../check-shape.js';
import type { Finding } from './finding.js';

/** No value can lie in it. */
export function isEmptyRange({ min, max }: Range): boolean {
  if (!min || !max) return false;
  return min.value > max.value || (min.value === max.value && !(min.inclusive && max.inclusive));
}

/** Kinds that say nothing without a bound (or, for some, another answer). */
const needsBound: Partial<Record<LeafKind, readonly string[]>> = {
  age: [],
  performance: [],
  lab: [],
  vital: [],
  scale: ['anyOf'],
  lifeExpectancy: [],
  renalFunction: [],
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Ranges anywhere in a leaf's parameters that hold no value, and bounds that are missing altogether. */
export function lintRanges(kind: LeafKind, parameters: unknown, path: Path, report: (finding: Omit<Finding, 'criterion'>) => void): void {
  const walk = (value: unknown, at: Path): void => {
    if (Array.isArray(value)) {
      for (const [i, member] of value.entries()) walk(member, [...at, i]);
      return;
    }
    if (!isRecord(value)) return;
    const range = value as Range;
    if (isRecord(range.min) && isRecord(range.max) && isEmptyRange(range))
      report({ severity: 'error', rule: 'emptyRange', message: 'no value can lie in this range', path: at });
    for (const [key, member] of Object.entries(value)) walk(member, [...at, key]);
  };
  walk(parameters, path);
  const instead = needsBound[kind];
  if (instead && isRecord(parameters) && !['min', 'max', ...instead].some((key) => key in parameters))
    report({ severity: 'warning', rule: 'boundless', message: `${kind} without a bound says nothing`, path });
}
