import type { Tally } from './grade.js';
import { EXCLUDES, KEY, NEGATED, type PackedCriteria, type ScopeEntry } from './index/trial-entry.js';
import { FALSE, PRESUMED, TRUE, UNKNOWN } from './index/truth-code.js';

/** The truth at which a criterion stands in the way, by its flags. */
const wrong = (flags: number): number => (flags & NEGATED ? TRUE : FALSE);

export function excludes({ conditions, flags }: PackedCriteria, codes: Uint8Array): boolean {
  for (let i = 0; i < conditions.length; i++) {
    const flag = flags[i] as number;
    if (flag & EXCLUDES && ((codes[conditions[i] as number] as number) & 3) === wrong(flag)) return true;
  }
  return false;
}

/**
 * Counts what the grade of a scope rests on into `tally`, without allocating: this runs for every trial and patient. The
 * factors are multiplied in the order of the criteria, as `judgeScope` does.
 */
export function tallyScope(scope: ScopeEntry, codes: Uint8Array, lowConfidence: number, tally: Tally): void {
  const { conditions, flags, priors } = scope.packed;
  tally.excluded = false;
  tally.allRecorded = conditions.length > 0;
  tally.keysPass = scope.hasKey;
  tally.likelihood = 1;
  for (let i = 0; i < conditions.length; i++) {
    const code = codes[conditions[i] as number] as number;
    const flag = flags[i] as number;
    if (code === UNKNOWN) tally.likelihood *= priors[i] as number;
    else if ((code & 3) !== wrong(flag)) {
      if (code & PRESUMED) tally.allRecorded = false;
      continue;
    } else if (flag & EXCLUDES) {
      tally.excluded = true;
      return;
    } else tally.likelihood *= lowConfidence;
    tally.allRecorded = false;
    if (flag & KEY) tally.keysPass = false;
  }
}
