import type { Tally } from './grade.js';
import { ANCHOR, EXCLUDES, KEY, NEGATED, type PackedTrials } from './index/packed-trials.js';
import { isPresumed, NO, UNKNOWN, YES } from './index/truth-code.js';

/** The bit that says of a criterion's condition that it stands in the way, by the criterion's flags. */
const wrong = (flags: number): number => (flags & NEGATED ? YES : NO);

/** Whether a scope excludes the patient with these answers. */
export function excludes(trials: PackedTrials, scope: number, codes: Uint8Array): boolean {
  const { starts, slots, flags } = trials;
  const end = starts[scope + 1] as number;
  for (let i = starts[scope] as number; i < end; i++) {
    const flag = flags[i] as number;
    if (flag & EXCLUDES && (codes[slots[i] as number] as number) & wrong(flag)) return true;
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
  const { starts, slots, flags, priors } = trials;
  const start = starts[scope] as number;
  const end = starts[scope + 1] as number;
  let allRecorded = end > start;
  let keysPass = trials.hasKey[scope] === 1;
  let anchored = false;
  let likelihood = 1;
  tally.excluded = false;
  for (let i = start; i < end; i++) {
    const code = codes[slots[i] as number] as number;
    const flag = flags[i] as number;
    if (code === UNKNOWN) likelihood *= priors[i] as number;
    else if ((code & wrong(flag)) === 0) {
      if (isPresumed(code)) allRecorded = false;
      if (flag & ANCHOR) anchored = true;
      continue;
    } else if (flag & EXCLUDES) {
      tally.excluded = true;
      return;
    } else likelihood *= lowConfidence;
    allRecorded = false;
    if (flag & KEY) keysPass = false;
  }
  tally.allRecorded = allRecorded;
  tally.keysPass = keysPass;
  tally.anchored = anchored;
  tally.likelihood = likelihood;
}
