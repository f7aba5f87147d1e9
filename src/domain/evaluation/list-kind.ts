import { kindDefinitions } from '../criteria/kinds/index.js';
import type { LeafKind } from '../criteria/model.js';
import type { CoverageDomain, Fact } from '../patient/profile.js';
import { any, type Truth } from '../logic/truth.js';
import type { Day } from '../logic/day.js';
import type { Reason } from './outcome.js';
import type { PatientContext } from './patient-context.js';
import { presumedAbsent, supports, unknown, type Verdict } from './verdict.js';

/** One entry of a list (a condition, a drug) against the question. */
export interface Entry {
  fact: Fact;
  truth: Truth;
  reason?: Reason;
  /** Day on which time alone has surely turned this entry's truth. */
  turnsOn?: Day;
  note?: string;
  /** The thing asked about, but outside the window: worth showing though it does not count. */
  near?: boolean;
}

/**
 * The rule of all list kinds: one matching entry decides; an entry that may match leaves it open; none at all is "no"
 * only where the record covers the domains, and then as a presumption, since a list can be incomplete.
 */
export function judgeList(
  kind: LeafKind,
  patient: PatientContext,
  entries: readonly Entry[],
  recoverable: boolean,
  domains: readonly CoverageDomain[] = kindDefinitions[kind].coveredBy ?? [],
): Verdict {
  const truth = any(entries.map((entry) => entry.truth));
  const deciding = entries.filter((entry) => entry.truth === truth);
  const support = deciding.map(({ fact, note }) => (note === undefined ? { fact } : { fact, note }));
  if (truth === 'true') {
    const turns = deciding.map((entry) => entry.turnsOn);
    const turnsOn = turns.every((day) => day !== undefined) ? Math.max(...turns) : undefined;
    return { truth, support, recoverable, ...(turnsOn !== undefined && { turnsOn }) };
  }
  if (truth === 'unknown') {
    const reason = deciding.find((entry) => entry.reason !== undefined)?.reason ?? 'missing';
    return { truth, reason, support, recoverable };
  }
  const covered = domains.length > 0 && domains.every((domain) => patient.covers(domain));
  return covered
    ? presumedAbsent({ support: supports(entries.filter(({ near }) => near).map(({ fact }) => fact)), recoverable })
    : unknown('missing', [], { recoverable });
}
