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
  // Written out, since this runs for every untested gene of every patient.
  const { closedReading = 'false', support, extra, recoverable } = verdict;
  return {
    truth: closedReading,
    presumed: true,
    ...(support && { support }),
    ...(extra && { extra }),
    ...(recoverable !== undefined && { recoverable }),
  };
}
