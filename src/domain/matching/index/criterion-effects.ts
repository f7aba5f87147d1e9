import { isPresumed, NO, UNKNOWN, YES, type TruthCode } from './truth-code.js';

/** Flags of a packed criterion. */
export const NEGATED = 1;
export const EXCLUDES = 2;
export const KEY = 4;
export const ANCHOR = 8;
const FLAGS = 15;
/** Where the number of the prior begins: flags and prior together are the criterion's trait. */
export const PRIOR = 4;
/** Numbers of the factors of a criterion that is met, and of one that fails but may not exclude. */
const CERTAIN_PRIOR = 0;
const DOUBTED_PRIOR = 1;
/** Number of the first of the criteria's own priors. */
export const OWN_PRIOR = 2;

/** What one criterion does to the tally of its scope. */
export const EXCLUDED = 1;
export const NOT_RECORDED = 2;
export const KEY_OPEN = 4;
export const ANCHORED = 8;
/** Its own prior counts, or that of a reading that may not exclude; else neither. */
const OPEN = 16;
const DOUBTED = 32;

/** The bit that says of a criterion's condition that it stands in the way, by the criterion's flags. */
export const wrong = (flags: number): number => (flags & NEGATED ? YES : NO);

/** By flags and truth code. */
function effectOf(flags: number, code: TruthCode): number {
  const keyOpen = flags & KEY ? KEY_OPEN : 0;
  if (code === UNKNOWN) return OPEN | NOT_RECORDED | keyOpen;
  if ((code & wrong(flags)) === 0) return (isPresumed(code) ? NOT_RECORDED : 0) | (flags & ANCHOR ? ANCHORED : 0);
  return flags & EXCLUDES ? EXCLUDED : DOUBTED | NOT_RECORDED | keyOpen;
}

/**
 * What a criterion does to the tally of its scope, and the factor of its likelihood, at `trait << 4 | code`: two look-ups
 * cost less than branches that nobody can predict, since they run for every criterion and patient.
 */
export class CriterionEffects {
  readonly effects: Uint8Array;
  readonly factors: Float64Array;

  /** @param priors by their number: of what is met, of a doubted reading, and each of the criteria's own. */
  constructor(priors: readonly number[]) {
    const size = priors.length << (PRIOR + 4);
    this.effects = Uint8Array.from({ length: size }, (_, i) => effectOf((i >> 4) & FLAGS, i & 15));
    this.factors = Float64Array.from(this.effects, (effect, i) => {
      const number = effect & OPEN ? i >> (PRIOR + 4) : effect & DOUBTED ? DOUBTED_PRIOR : CERTAIN_PRIOR;
      return priors[number] as number;
    });
  }
}
