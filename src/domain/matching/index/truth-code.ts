import type { Verdict } from '../../evaluation/verdict.js';
import type { Truth } from '../../logic/truth.js';

/** A truth in one byte, so that a patient's answers to a whole index are two small arrays. */
export type TruthCode = number;

export const FALSE = 1;
export const UNKNOWN = 2;
export const TRUE = 3;
/** Set beside a decided truth that rests on a presumed absence. */
export const PRESUMED = 4;

const CODES: Record<Truth, TruthCode> = { false: FALSE, unknown: UNKNOWN, true: TRUE };

export const codeOf = ({ truth, presumed }: Pick<Verdict, 'truth' | 'presumed'>): TruthCode =>
  presumed === true && truth !== 'unknown' ? CODES[truth] | PRESUMED : CODES[truth];

export const truthOfCode = (code: TruthCode): TruthCode => code & 3;
