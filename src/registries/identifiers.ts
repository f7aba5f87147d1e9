import type { TrialIdentifier } from '../trials/trial-record.port.js';

const eudract = /^\d{4}-\d{6}-\d{2}$/;
const euct = /^\d{4}-5\d{5}-\d{2}(-\d{2})?$/;
const nct = /^NCT0*([1-9]\d{0,7})$/;

/** `NCT` and eight digits, or undefined. */
export function nctNumber(value: string | undefined): string | undefined {
  const digits = nct.exec((value ?? '').trim().toUpperCase())?.[1];
  return digits === undefined ? undefined : `NCT${digits.padStart(8, '0')}`;
}

/**
 * The European number in a text: EU CT numbers (2022-500244-37-00, since 2022) are told from EudraCT numbers by the 5
 * after the year. The last two digits of an EU CT number count resubmissions, so they are cut.
 */
export function europeanNumber(value: string | undefined): TrialIdentifier | undefined {
  const text = (value ?? '').trim();
  if (euct.test(text)) return { scheme: 'euct', value: text.slice(0, 14) };
  return eudract.test(text) ? { scheme: 'eudract', value: text } : undefined;
}

/** A number without blanks, upper case. */
export const plainNumber = (value: string): string => value.replace(/\s/g, '').toUpperCase();

/** Each identifier once. */
export function distinctIdentifiers(identifiers: readonly TrialIdentifier[]): TrialIdentifier[] {
  const seen = new Map(identifiers.map((identifier) => [`${identifier.scheme} ${identifier.value}`, identifier]));
  return [...seen.values()];
}
