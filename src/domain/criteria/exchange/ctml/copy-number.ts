import { COPY_NUMBER_CALLS } from '../../../patient/exchange/matchminer/genomic.js';

/** Copy-number calls of CTML criteria in lower case; the spelling of the patient documents is accepted too. */
export const copyNumberCalls: ReadonlyMap<string, string> = new Map([
  ...COPY_NUMBER_CALLS,
  ['high amplification', 'highAmplification'],
  ['low amplification', 'gain'],
]);
