import { registryAge } from '../domain/structuring/readers/registry-fields.js';

const unitsInAYear = { a: 1, mo: 12, wk: 365.25 / 7, d: 365.25 };

/** From here on an upper limit is a registry's way of saying that there is none. */
const noLimitFrom = 99;

/** `18 Years` in years; undefined where there is no limit or it cannot be read, which must never exclude anybody. */
export function ageLimitInYears(text: string | undefined): number | undefined {
  const age = text === undefined ? undefined : registryAge(text);
  const years = age && age.value / unitsInAYear[age.unit];
  return years === undefined || years >= noLimitFrom ? undefined : years;
}
