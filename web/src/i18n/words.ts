import type { Messages } from './en.js';

type Family = 'status' | 'phase' | 'state' | 'reason' | 'kind' | 'cause' | 'sex';

/** The word for a value of a code list, e.g. `status` and `RECRUITING`; the value itself where there is none. */
export function wordFor(t: Messages, family: Family, value: string): string {
  const words: Record<string, string> = t;
  return words[`${family}_${value}`] ?? value;
}

/** A moment with its zone, in the reader's language. */
export const momentWords = (iso: string, language: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso)) +
  ` ${new Intl.DateTimeFormat(language, { timeZoneName: 'short' }).formatToParts(new Date(iso)).find(({ type }) => type === 'timeZoneName')?.value ?? ''}`;
