import type { Coding } from '../../vocabulary/vocabulary.js';
import type { PartialDate } from '../profile.js';

/**
 * Safe views of FHIR elements. A record comes from outside: every element may be missing, of another type, or a list
 * where one value is expected. Nothing here throws.
 */
export type Element = Readonly<Record<string, unknown>>;

/** A CodeableConcept, or a Coding or bare string in its place. */
export interface Concept {
  readonly codings: readonly Coding[];
  readonly text?: string;
}

export interface Quantity {
  value: number;
  /** The coded unit, else the words. */
  unit?: string;
  /** The unit in words, where it is coded too. */
  unitText?: string;
  comparator?: '<' | '<=' | '>' | '>=';
}

export const isElement = (value: unknown): value is Element =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value as a list: FHIR versions differ in what repeats. */
export const list = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

const NONE: readonly never[] = [];

export function elements(value: unknown): readonly Element[] {
  if (value === undefined || value === null) return NONE;
  if (!Array.isArray(value)) return isElement(value) ? [value] : NONE;
  const items = value as readonly unknown[];
  return items.every(isElement) ? items : items.filter(isElement);
}

export const element = (value: unknown): Element | undefined => (isElement(value) ? value : elements(value)[0]);

/** A non-empty string, trimmed. */
export function string(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const trimmed = value.trim();
  return trimmed === '' ? undefined : trimmed;
}

/** A finite number; numbers sent as strings are read too. */
export function number(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || value.length > 40 || value.trim() === '') return undefined;
  const parsed = Number(value);
  return Number.isFinite(parsed) ? parsed : undefined;
}

export const boolean = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined);

const clean = (value: unknown): boolean =>
  value === undefined || (typeof value === 'string' && value !== '' && value === value.trim());

function coding(value: Element): Coding | undefined {
  const { system, code, display } = value;
  if (clean(system) && clean(code) && clean(display))
    return code === undefined && display === undefined ? undefined : value;
  const read: Coding = {};
  const readSystem = string(system);
  const readCode = typeof code === 'number' ? String(code) : string(code);
  const readDisplay = string(display);
  if (readSystem !== undefined) read.system = readSystem;
  if (readCode !== undefined) read.code = readCode;
  if (readDisplay !== undefined) read.display = readDisplay;
  return readCode === undefined && readDisplay === undefined ? undefined : read;
}

/** A CodeableConcept; undefined where it carries neither a coding nor a text. */
export function concept(value: unknown): Concept | undefined {
  const first = Array.isArray(value) ? (value as unknown[])[0] : value;
  if (typeof first === 'string') {
    const text = string(first);
    return text === undefined ? undefined : { codings: [{ code: text }], text };
  }
  if (!isElement(first)) return undefined;
  const codings: Coding[] = [];
  for (const one of elements(first['coding'])) {
    const read = coding(one);
    if (read) codings.push(read);
  }
  if (codings.length === 0 && first['coding'] === undefined) {
    const read = coding(first);
    if (read) codings.push(read);
  }
  const text = string(first['text']);
  if (codings.length === 0 && text === undefined) return undefined;
  return text === undefined ? { codings } : { codings, text };
}

export const concepts = (value: unknown): Concept[] =>
  list(value).flatMap((one) => {
    const read = concept(one);
    return read ? [read] : [];
  });

/** The code of a status-like element: a bare code, a Coding or a CodeableConcept. */
export function code(value: unknown): string | undefined {
  const read = concept(value);
  return read?.codings.find((one) => one.code !== undefined)?.code ?? read?.text;
}

/** How a concept reads to people: its text, else the first display, else `system|code`. */
export function label(read: Concept): string {
  const display = read.codings.find((one) => one.display !== undefined)?.display;
  const first = read.codings[0];
  return read.text ?? display ?? `${first?.system ?? ''}|${first?.code ?? ''}`;
}

const comparators = new Set<string>(['<', '<=', '>', '>=']);

export function quantity(value: unknown): Quantity | undefined {
  const read = element(value);
  const amount = number(read?.['value']);
  if (!read || amount === undefined) return undefined;
  const code = string(read['code']);
  const words = string(read['unit']);
  const unit = code !== undefined && code !== '1' ? code : (words ?? code);
  const comparator = string(read['comparator']);
  return {
    value: amount,
    ...(unit !== undefined && { unit }),
    ...(words !== undefined && words !== unit && { unitText: words }),
    ...(comparator !== undefined && comparators.has(comparator) && { comparator: comparator as '<' }),
  };
}

const daysIn = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?![\d-])/;

/** The day (or month, or year) of a FHIR date or dateTime as recorded; undefined where it is no possible date. */
export function day(value: unknown): PartialDate | undefined {
  const match = DATE.exec(string(value) ?? '');
  if (!match) return undefined;
  const [date, year, month, dayOfMonth] = match;
  if (year === '0000') return undefined;
  if (month !== undefined) {
    const length = daysIn[Number(month) - 1];
    if (length === undefined) return undefined;
    if (dayOfMonth !== undefined && (Number(dayOfMonth) < 1 || Number(dayOfMonth) > length)) return undefined;
  }
  return date;
}

/** The value of the extension whose URL ends in one of `names`, as `{ valueX: ... }`'s element. */
export function extension(of: Element, ...names: string[]): Element | undefined {
  return extensions(of, ...names)[0];
}

export const extensions = (of: Element, ...names: string[]): readonly Element[] =>
  elements(of['extension']).filter((one) => {
    const url = string(one['url']);
    return url !== undefined && names.some((name) => url === name || url.endsWith(`/${name}`));
  });

/** The `value[x]` elements present: one by the rules of FHIR, several in real records. */
export const values = (of: Element): [string, unknown][] =>
  Object.entries(of).filter(([name, value]) => name.startsWith('value') && name.length > 5 && value !== undefined);
