import type { Tally } from './grade.js';
import { ANCHOR, EXCLUDES, KEY, NEGATED, type PackedTrials } from './index/packed-trials.js';
import { FALSE, PRESUMED, TRUE, UNKNOWN } from './index/truth-code.js';

/** The truth at which a criterion stands in the way, by its flags. */
const wrong = (flags: number): number => (flags & NEGATED ? TRUE : FALSE);

/** Whether a scope excludes the patient with these answers. */
export function excludes(trials: PackedTrials, scope: number, codes: Uint8Array): boolean {
  const { starts, conditions, flags } = trials;
  const end = starts[scope + 1] as number;
  for (let i = starts[scope] as number; i < end; i++) {
    const flag = flags[i] as number;
    if (flag & EXCLUDES && ((codes[conditions[i] as number] as number) & 3) === wrong(flag)) return true;
  }
  return false;
}

/**
 * Counts what the grade of a scope rests on into `tally`, without allocating: this runs for every trial and patient. The
 * factors are multiplied in the order of the criteria, as `judgeScope` does.
 */
export function tallyScope(
  trials: PackedTrials,
  scope: number,
  codes: Uint8Array,
  lowConfidence: number,
  tally: Tally,
): void {
  const { starts, conditions, flags, priors } = trials;
  const start = starts[scope] as number;
  const end = starts[scope + 1] as number;
  tally.excluded = false;
  tally.allRecorded = end > start;
  tally.keysPass = trials.hasKey[scope] === 1;
  tally.anchored = false;
  tally.likelihood = 1;
  for (let i = start; i < end; i++) {
    const code = codes[conditions[i] as number] as number;
    const flag = flags[i] as number;
    if (code === UNKNOWN) tally.likelihood *= priors[i] as number;
    else if ((code & 3) !== wrong(flag)) {
      if (code & PRESUMED) tally.allRecorded = false;
      if (flag & ANCHOR) tally.anchored = true;
      continue;
    } else if (flag & EXCLUDES) {
      tally.excluded = true;
      return;
    } else tally.likelihood *= lowConfidence;
    tally.allRecorded = false;
    if (flag & KEY) tally.keysPass = false;
  }
}
