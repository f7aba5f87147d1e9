import type { Verdict } from '../../evaluation/verdict.js';

/**
 * A truth in four bits, which are the bit planes of one patient: surely true, surely false, and the same two on recorded
 * facts alone. None of the first two is unknown; what the last two lack is only presumed. Kleene's logic is AND and OR of
 * the bits, so that both readings are worked out at once.
 */
export type TruthCode = number;

export const UNKNOWN = 0;
export const YES = 1;
export const NO = 2;
/** How far the bits of the recorded reading lie above their plain ones. */
export const RECORDED = 2;
export const TRUE = YES | (YES << RECORDED);
export const FALSE = NO | (NO << RECORDED);

export const codeOf = ({ truth, presumed }: Pick<Verdict, 'truth' | 'presumed'>): TruthCode => {
  if (truth === 'unknown') return UNKNOWN;
  if (presumed) return truth === 'true' ? YES : NO;
  return truth === 'true' ? TRUE : FALSE;
};

/** Decided, and only by presuming that what is not listed is not there. */
export const isPresumed = (code: TruthCode): boolean => code === YES || code === NO;

/** The bits that say true, and those that say false. */
const TRUE_BITS = TRUE;
const FALSE_BITS = FALSE;

export const and = (a: TruthCode, b: TruthCode): TruthCode => (a & b & TRUE_BITS) | ((a | b) & FALSE_BITS);
export const or = (a: TruthCode, b: TruthCode): TruthCode => ((a | b) & TRUE_BITS) | (a & b & FALSE_BITS);
export const negation = (a: TruthCode): TruthCode => ((a & TRUE_BITS) << 1) | ((a & FALSE_BITS) >> 1);

/** An unknown condition still decides where both branches agree. */
export function choice(condition: TruthCode, then: TruthCode, otherwise: TruthCode): TruthCode {
  const yes = condition & TRUE_BITS;
  const no = condition & FALSE_BITS;
  return ((yes | (yes << 1)) & then) | ((no | (no >> 1)) & otherwise) | (then & otherwise);
}
