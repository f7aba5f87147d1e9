import type { AgeParameters, Criterion, Expression } from '../../criteria/model.js';
import type { StructuringInput } from '../input.js';

/** From this age on a maximum is the registry's way of saying that there is none (99, 100, 120, 130, 999 Years). */
const noLimitFrom = 99;

interface Age {
  value: number;
  unit: AgeParameters['unit'];
}

/** Reads `18 Years`, `30 Days`, `12 Months`; hours and minutes as their part of a day; undefined for `N/A` and the like. */
export function registryAge(field: string): Age | undefined {
  const match = /^\s*(\d{1,6}(?:\.\d{1,3})?)\s*(year|month|week|day|hour|minute)s?\s*$/i.exec(field);
  if (!match?.[1] || !match[2]) return undefined;
  const value = Number(match[1]);
  switch (match[2].toLowerCase()) {
    case 'year':
      return { value, unit: 'a' };
    case 'month':
      return { value, unit: 'mo' };
    case 'week':
      return { value, unit: 'wk' };
    case 'hour':
      return { value: value / 24, unit: 'd' };
    case 'minute':
      return { value: value / 1440, unit: 'd' };
    default:
      return { value, unit: 'd' };
  }
}

const limitless = (age: Age): boolean => age.unit === 'a' && age.value >= noLimitFrom;

/** CTIS age categories (2: 0-17, 3: 18-64, 4: 65 and over; 1 is in utero), as years from and below. */
const bands: Record<string, [number, number | undefined]> = { '2': [0, 18], '3': [18, 65], '4': [65, undefined] };

function bandExpression(codes: readonly string[]): Expression | undefined {
  const ranges = codes.flatMap((code) => (bands[code] ? [bands[code]] : [])).sort((a, b) => a[0] - b[0]);
  const merged: [number, number | undefined][] = [];
  for (const [from, below] of ranges) {
    const last = merged.at(-1);
    if (last && last[1] === from) last[1] = below;
    else merged.push([from, below]);
  }
  const ages = merged.map(([from, below]): Expression => ({
    age: {
      ...(from > 0 ? { min: { value: from, inclusive: true } } : {}),
      ...(below !== undefined ? { max: { value: below, inclusive: false } } : {}),
      unit: 'a',
    },
  }));
  if (ages.length === 0 || (merged[0]?.[0] === 0 && merged[0][1] === undefined)) return undefined;
  return ages.length === 1 ? ages[0] : { any: ages };
}

/** The registry's own fields as criteria r1, r2, ...: an absent field is no limit, and so is a maximum of 99 years or more. */
export function registryCriteria(input: StructuringInput): Criterion[] {
  const { minimumAge, maximumAge, sex, ageBands } = input.fields;
  const criteria: Omit<Criterion, 'id'>[] = [];
  const add = (text: string, when: Expression, confidence = 1, review?: string[]): void => {
    criteria.push({
      section: 'registry',
      scope: 'all',
      text,
      requirement: 'hard',
      basis: 'coded',
      confidence,
      when,
      ...(review ? { review } : {}),
    });
  };
  const unreadable = (name: string, field: string): void => {
    if (!/^(?:n\/?a|none|no limit)?$/i.test(field.trim()))
      add(`${name}: ${field}`, { unstructured: { topic: 'age' } }, 0, ['not an age']);
  };
  if (minimumAge !== undefined) {
    const age = registryAge(minimumAge);
    if (!age) unreadable('Minimum age', minimumAge);
    else if (age.value > 0)
      add(`Minimum age: ${minimumAge}`, { age: { min: { value: age.value, inclusive: true }, unit: age.unit } });
  }
  if (maximumAge !== undefined) {
    const age = registryAge(maximumAge);
    if (!age) unreadable('Maximum age', maximumAge);
    // "75 Years" as a maximum includes the year after the 75th birthday.
    else if (!limitless(age))
      add(`Maximum age: ${maximumAge}`, { age: { max: { value: age.value, inclusive: true }, unit: age.unit } });
  }
  if (sex === 'female' || sex === 'male') add(`Sex: ${sex}`, { sex: { is: sex } });
  if (ageBands) {
    const when = bandExpression(ageBands);
    if (when) add(`Age bands: ${ageBands.join(', ')}`, when);
  }
  return criteria.map((criterion, i) => ({ id: `r${i + 1}`, ...criterion }));
}
