import type { Tally } from './grade.js';
import { ANCHOR, CERTAIN_PRIOR, DOUBTED_PRIOR, EXCLUDES, FLAGS, KEY, NEGATED, PRIOR, type PackedTrials } from './index/packed-trials.js'; // prettier-ignore
import { isPresumed, NO, UNKNOWN, YES } from './index/truth-code.js';

/** The bit that says of a criterion's condition that it stands in the way, by the criterion's flags. */
const wrong = (flags: number): number => (flags & NEGATED ? YES : NO);

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

/** What one criterion does to the tally of its scope. */
const EXCLUDED = 1;
const NOT_RECORDED = 2;
const KEY_OPEN = 4;
const ANCHORED = 8;
/** Its own prior counts, or that of a reading that may not exclude; else neither. */
const OPEN = 16;
const DOUBTED = 32;

/** By flags (high four bits) and truth code (low four): a look-up costs less than branches that nobody can predict. */
const EFFECTS = Uint8Array.from({ length: 256 }, (_, i) => effectOf(i >> 4, i & 15));

function effectOf(flags: number, code: number): number {
  const keyOpen = flags & KEY ? KEY_OPEN : 0;
  if (code === UNKNOWN) return OPEN | NOT_RECORDED | keyOpen;
  if ((code & wrong(flags)) === 0) return (isPresumed(code) ? NOT_RECORDED : 0) | (flags & ANCHOR ? ANCHORED : 0);
  return flags & EXCLUDES ? EXCLUDED : DOUBTED | NOT_RECORDED | keyOpen;
}

/**
 * Counts what the grade of a scope rests on into `tally`, without allocating: this runs for every trial and patient. The
 * factors are multiplied in the order of the criteria, as `judgeScope` does.
 */
export function tallyScope(trials: PackedTrials, scope: number, codes: Uint8Array, tally: Tally): void {
  const { starts, slots, traits, priors } = trials;
  const start = starts[scope] as number;
  const end = starts[scope + 1] as number;
  let effects = 0;
  let likelihood = 1;
  for (let i = start; i < end; i++) {
    const trait = traits[i] as number;
    const effect = EFFECTS[((trait & FLAGS) << 4) | (codes[slots[i] as number] as number)] as number;
    effects |= effect;
    if (effect & EXCLUDED) break;
    const prior = effect & OPEN ? trait >> PRIOR : effect & DOUBTED ? DOUBTED_PRIOR : CERTAIN_PRIOR;
    likelihood *= priors[prior] as number;
  }
  tally.excluded = (effects & EXCLUDED) !== 0;
  tally.allRecorded = end > start && (effects & NOT_RECORDED) === 0;
  tally.keysPass = trials.hasKey[scope] === 1 && (effects & KEY_OPEN) === 0;
  tally.anchored = (effects & ANCHORED) !== 0;
  tally.likelihood = likelihood;
}
