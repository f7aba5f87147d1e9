import type { Window } from '../criteria/model.js';
import type { DayInterval } from '../logic/day.js';
import type { Truth } from '../logic/truth.js';
import type { PatientContext } from './patient-context.js';
import { inWindow, type InWindow } from './window.js';

/**
 * One thing that a leaf asks of an entry of a list beside which entry it is: when it was, how it was graded. Leaves share
 * few different questions, so that the matcher asks each only once per entry.
 */
export interface EntryQuestion<E> {
  /** Equal keys mean equal answers for every entry and patient. */
  key: string;
  ask(entry: E, patient: PatientContext): Truth;
}

/** How each parameter of a kind is asked of an entry. */
export type EntryDetails<P, E> = {
  readonly [K in keyof P]?: (entry: E, asked: NonNullable<P[K]>, patient: PatientContext) => Truth;
};

type Ask<E> = (entry: E, asked: unknown, patient: PatientContext) => Truth;

/** The questions that these parameters ask. */
export function questionsAsked<P extends object, E>(details: EntryDetails<P, E>, parameters: P): EntryQuestion<E>[] {
  const asked = parameters as Readonly<Record<string, unknown>>;
  return Object.entries(details as Readonly<Record<string, Ask<E>>>).flatMap(([name, ask]) => {
    const value = asked[name];
    if (value === undefined) return [];
    return { key: `${name} ${JSON.stringify(value)}`, ask: (entry: E, patient: PatientContext) => ask(entry, value, patient) }; // prettier-ignore
  });
}

/** When an entry counts as having been, and the half-life that a washout may be counted in. */
export interface Timing<E> {
  dayOf(entry: E, patient: PatientContext): DayInterval | undefined;
  halfLifeOf?(entry: E, patient: PatientContext): number | undefined;
}

export const windowOf = <E>(entry: E, { within, before }: Window, timing: Timing<E>, patient: PatientContext): InWindow => // prettier-ignore
  within === undefined && before === undefined
    ? { truth: 'true' }
    : inWindow(timing.dayOf(entry, patient), { ...(within && { within }), ...(before && { before }) }, patient, timing.halfLifeOf?.(entry, patient)); // prettier-ignore

/** The window as a question, where the parameters set one. */
export function windowAsked<E>({ within, before }: Window, timing: Timing<E>): EntryQuestion<E>[] {
  if (within === undefined && before === undefined) return [];
  const window = { ...(within && { within }), ...(before && { before }) };
  return [{ key: `window ${JSON.stringify([within, before])}`, ask: (entry, patient) => windowOf(entry, window, timing, patient).truth }]; // prettier-ignore
}
