import type { Tally } from './grade.js';
import { ANCHORED, EXCLUDED, EXCLUDES, KEY_OPEN, NOT_RECORDED, wrong } from './index/criterion-effects.js';
import type { PackedTrials } from './index/packed-trials.js';

/** Whether a scope excludes the patient with these answers. */
export function excludes(trials: PackedTrials, scope: number, codes: Uint8Array): boolean {
  const { starts, slots, traits } = trials;
  const end = starts[scope + 1] as number;
  for (let i = starts[scope] as number; i < end; i++) {
    const flag = traits[i] as number;
    if (flag & EXCLUDES && (codes[slots[i] as number] as number) & wrong(flag)) return true;
  }
  return false;
}

/**
 * Counts what the grade of a scope rests on into `tally`, without allocating: this runs for every trial and patient. The
 * factors are multiplied in the order of the criteria, as `judgeScope` does.
 */
export function tallyScope(trials: PackedTrials, scope: number, codes: Uint8Array, tally: Tally): void {
  const { starts, slots, traits } = trials;
  const { effects, factors } = trials.effects;
  const start = starts[scope] as number;
  const end = starts[scope + 1] as number;
  let seen = 0;
  let likelihood = 1;
  for (let i = start; i < end; i++) {
    const at = ((traits[i] as number) << 4) | (codes[slots[i] as number] as number);
    seen |= effects[at] as number;
    if (seen & EXCLUDED) break;
    likelihood *= factors[at] as number;
  }
  tally.excluded = (seen & EXCLUDED) !== 0;
  tally.allRecorded = end > start && (seen & NOT_RECORDED) === 0;
  tally.keysPass = trials.hasKey[scope] === 1 && (seen & KEY_OPEN) === 0;
  tally.anchored = (seen & ANCHORED) !== 0;
  tally.likelihood = likelihood;
}
