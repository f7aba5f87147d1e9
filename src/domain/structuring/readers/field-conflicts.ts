import type { AgeParameters, Bound, Criterion } from '../../criteria/model.js';

const years: Record<AgeParameters['unit'], number> = { a: 1, mo: 1 / 12, wk: 7 / 365.25, d: 1 / 365.25 };

/** Completed years as a closed bound: "older than 17" is 18 and over, "under 76" is 75 and under. */
function closed(bound: Bound | undefined, unit: AgeParameters['unit'], side: 'min' | 'max'): number | undefined {
  if (!bound) return undefined;
  const value = bound.value * years[unit];
  if (bound.inclusive || unit !== 'a') return value;
  return side === 'min' ? value + 1 : value - 1;
}

/** The age limits that a text states for everybody, as closed bounds in years. */
function statedLimits(criteria: readonly Criterion[], side: 'min' | 'max'): number[] {
  return criteria.flatMap(({ section, scope, confidence, when }) => {
    if (section !== 'inclusion' || scope !== 'all' || confidence < 0.8 || !('age' in when)) return [];
    return closed(when.age[side], when.age.unit, side) ?? [];
  });
}

/**
 * Says where the registry's age fields and the text disagree. Both stay criteria; a human has to decide which holds.
 * "Older than 17" in years against a minimum of 18 Years is no conflict, nor is "> 18", which registries round.
 */
export function withConflicts(criteria: readonly Criterion[]): Criterion[] {
  return criteria.map((field) => {
    if (field.section !== 'registry' || !('age' in field.when)) return field;
    const { age } = field.when;
    for (const side of ['min', 'max'] as const) {
      const own = closed(age[side], age.unit, side);
      if (own === undefined) continue;
      const stated = statedLimits(criteria, side);
      const other = stated.find((limit) => Math.abs(limit - own) > 1);
      if (other !== undefined && !stated.some((limit) => Math.abs(limit - own) <= 1))
        return { ...field, review: [...(field.review ?? []), `the text says ${Math.round(other * 10) / 10} years`] };
    }
    return field;
  });
}
