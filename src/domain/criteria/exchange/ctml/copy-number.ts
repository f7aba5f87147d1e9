/** A copy-number call: our alteration type, and the exact call of the patient's document that CTML asks for. */
export interface CopyNumberCall {
  type: string;
  call: string;
}

/** By the CTML value in lower case; the spelling of the patient documents is accepted too. */
export const copyNumberCalls: ReadonlyMap<string, CopyNumberCall> = new Map([
  ['high amplification', { type: 'highAmplification', call: 'High level amplification' }],
  ['high level amplification', { type: 'highAmplification', call: 'High level amplification' }],
  ['low amplification', { type: 'gain', call: 'Gain' }],
  ['gain', { type: 'gain', call: 'Gain' }],
  ['homozygous deletion', { type: 'homozygousDeletion', call: 'Homozygous deletion' }],
  ['heterozygous deletion', { type: 'heterozygousDeletion', call: 'Heterozygous deletion' }],
]);
