import type { Fact } from '../patient/profile.js';
import { factDays } from './patient-context.js';
import type { Verdict } from './verdict.js';

/**
 * The facts that may be the newest one: all whose date can be as late as that of the newest (a date of month precision
 * overlaps every day of it). Undated facts count only where no fact is dated. Expects newest first.
 */
export function newestOf<F extends Fact>(facts: readonly F[]): readonly F[] {
  if (facts.length < 2) return facts;
  const latestStart = Math.max(...facts.map((fact) => factDays(fact)?.from ?? -Infinity));
  return facts.filter((fact) => (factDays(fact)?.to ?? -Infinity) >= latestStart);
}

/**
 * One verdict for several facts of the same standing. A decided one goes before an undecided one (stage IIA beside the
 * coarser stage II); two that decide differently are `conflicting`.
 */
export function reconcile(verdicts: readonly Verdict[]): Verdict {
  const [only] = verdicts;
  if (only && verdicts.length === 1) return only;
  const decided = verdicts.filter((verdict) => verdict.truth !== 'unknown');
  const pool = decided.length > 0 ? decided : verdicts;
  const [first] = pool;
  if (!first) return { truth: 'unknown', reason: 'missing' };
  const support = pool.flatMap((verdict) => verdict.support ?? []);
  if (pool.some((verdict) => verdict.truth !== first.truth))
    return { truth: 'unknown', reason: 'conflicting', support, recoverable: first.recoverable ?? false };
  return { ...first, support };
}

/** Judges the newest facts and reconciles them. */
export const judgeNewest = <F extends Fact>(facts: readonly F[], judge: (fact: F) => Verdict): Verdict =>
  reconcile(newestOf(facts).map(judge));
