import { UsageError } from '../command.js';

/** The value if it is one of those allowed. @throws UsageError naming option and choices. */
export function oneOf<const T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((choice) => choice === value);
  if (found === undefined) throw new UsageError(`${option} ${value}: one of ${allowed.join(', ')} is expected`);
  return found;
}

/** A whole number of at least one, or undefined where the option is absent. @throws UsageError naming the option. */
export function wholeNumber(option: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1)
    throw new UsageError(`${option} ${value}: a whole number from 1 on is expected`);
  return number;
}

/** The day that `--as-of` names, or today in UTC. @throws UsageError where it is no calendar day. */
export function asOfDay(value: string | undefined): string {
  const today = new Date().toISOString().slice(0, 10);
  if (value === undefined) return today;
  const valid = /^\d{4}-\d{2}-\d{2}$/.test(value) && new Date(`${value}T00:00:00Z`).toISOString().startsWith(value);
  if (!valid) throw new UsageError(`--as-of ${value}: a day YYYY-MM-DD is expected`);
  return value;
}
