import type { Reason } from './outcome.js';
import type { Verdict } from './verdict.js';

/** What a boolean matcher takes for "no": nothing recorded, nothing tested, nothing that can be compared. */
const readAsNo: ReadonlySet<Reason> = new Set<Reason>([
  'missing',
  'notTested',
  'notCovered',
  'ambiguousMapping',
  'incomparable',
]);

/** The closed-world reading of a leaf. Text that nobody read and what only a person can attest stay unknown. */
export function readClosed(verdict: Verdict): Verdict {
  if (verdict.truth !== 'unknown' || verdict.reason === undefined || !readAsNo.has(verdict.reason)) return verdict;
  // Assigned one by one, since this runs for every untested gene of every patient and spreading costs more than judging.
  const closed: Verdict = { truth: verdict.closedReading ?? 'false', presumed: true };
  if (verdict.support) closed.support = verdict.support;
  if (verdict.extra) closed.extra = verdict.extra;
  if (verdict.recoverable !== undefined) closed.recoverable = verdict.recoverable;
  return closed;
}
