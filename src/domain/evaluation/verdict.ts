import { isoDay, type Day } from '../logic/day.js';
import { not, type Truth } from '../logic/truth.js';
import type { Fact } from '../patient/profile.js';
import { evidenceOf } from './evidence.js';
import type { Evidence, Reason } from './outcome.js';

/** A fact that a verdict rests on, with what was made of it where that is not plain ("default reference range"). */
export interface Support {
  fact: Fact;
  note?: string;
}

/** What a leaf says of a patient, before anything is put in words: cheap enough to make for every predicate. */
export interface Verdict {
  truth: Truth;
  reason?: Reason;
  support?: readonly Support[];
  /** Evidence that is no fact of the record's list: the birth date, for one. */
  extra?: readonly Evidence[];
  /** The truth rests on the record not listing a thing, not on a recorded fact. */
  presumed?: true;
  /** A new measurement, or time, can change or settle it. */
  recoverable?: boolean;
  /** First day on which time alone has surely turned a decided truth into its opposite. */
  turnsOn?: Day;
  /** What a closed world makes of this unknown; `false` unless the leaf asks for an absence. */
  closedReading?: Truth;
}

/** The public form of a leaf's verdict. */
export interface LeafResult {
  truth: Truth;
  reason?: Reason;
  evidence: Evidence[];
  presumed?: true;
  recoverable?: boolean;
  /** First day on which time alone turns the truth into its opposite. */
  eligibleFrom?: string;
}

export const evidenceFor = (verdict: Verdict): Evidence[] => [
  ...(verdict.support ?? []).map(({ fact, note }) => evidenceOf(fact, note)),
  ...(verdict.extra ?? []),
];

export function leafResult(verdict: Verdict): LeafResult {
  return {
    truth: verdict.truth,
    ...(verdict.reason !== undefined && { reason: verdict.reason }),
    evidence: evidenceFor(verdict),
    ...(verdict.presumed && { presumed: verdict.presumed }),
    ...(verdict.recoverable !== undefined && { recoverable: verdict.recoverable }),
    ...(verdict.turnsOn !== undefined && { eligibleFrom: isoDay(verdict.turnsOn) }),
  };
}

export const supports = (facts: readonly Fact[], note?: string): Support[] =>
  facts.map((fact) => (note === undefined ? { fact } : { fact, note }));

// The two makers below run for every predicate of every patient, where spreading an object costs more than the judging.

/** Decided by recorded facts. */
export function decided(truth: boolean, facts: readonly Fact[], more?: Partial<Verdict>): Verdict {
  const verdict: Verdict = { truth: truth ? 'true' : 'false', support: supports(facts) };
  return more ? Object.assign(verdict, more) : verdict;
}

const NO_SUPPORT: readonly Support[] = [];

export function unknown(reason: Reason, facts: readonly Fact[] = [], more?: Partial<Verdict>): Verdict {
  const verdict: Verdict = { truth: 'unknown', reason, support: facts.length === 0 ? NO_SUPPORT : supports(facts) };
  return more ? Object.assign(verdict, more) : verdict;
}

/** False because the record, which covers the domain, does not list the thing. */
export const presumedAbsent = (more?: Partial<Verdict>): Verdict => ({ truth: 'false', presumed: true, ...more });

/** The verdict on "not this", closed-world reading included. */
export function negated(verdict: Verdict): Verdict {
  return verdict.truth === 'unknown'
    ? { ...verdict, closedReading: not(verdict.closedReading ?? 'false') }
    : { ...verdict, truth: not(verdict.truth) };
}
