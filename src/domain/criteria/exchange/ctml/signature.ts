import type { Expression, SignatureParameters } from '../../model.js';
import type { GenomicKeys } from './genomic-keys.js';
import { conjunction, disjunction } from './reading.js';

/** Mutational-signature keys and the name of our signature. */
export const MUTATIONAL_SIGNATURES: ReadonlyMap<string, string> = new Map([
  ['apobec_signature', 'apobec'],
  ['pole_signature', 'pole'],
  ['tobacco_signature', 'tobacco'],
  ['temozolomide_signature', 'temozolomide'],
  ['uva_signature', 'uva'],
]);

export const SIGNATURE_KEYS: ReadonlySet<string> = new Set([
  'mmr_status',
  'ms_status',
  ...MUTATIONAL_SIGNATURES.keys(),
]);

/** MatchMiner keeps one combined result: MSI-H is read as mismatch-repair deficient, MSI-L and MSS as proficient. */
export const MISMATCH_REPAIR: ReadonlyMap<string, SignatureParameters[]> = new Map<string, SignatureParameters[]>([
  ['mmr-deficient', [{ name: 'mmr', is: 'deficient' }]],
  ['mmr-proficient', [{ name: 'mmr', is: 'proficient' }]],
  ['msi-h', [{ name: 'msi', is: 'high' }]],
  ['msi-l', [{ name: 'msi', is: 'low' }, { name: 'msi', is: 'stable' }]],
  ['mss', [{ name: 'msi', is: 'stable' }]],
]);

/** The gene of a signature criterion is not matched on. */
export function readSignature(keys: GenomicKeys): Expression {
  const members: Expression[] = [];
  for (const [key, value] of keys) {
    if (key === 'mmr_status' || key === 'ms_status') {
      const read = MISMATCH_REPAIR.get(value.toLowerCase());
      members.push(
        read ? disjunction(read.map((signature) => ({ signature }))) : { unstructured: { topic: `${key} ${value}` } },
      );
    }
    const name = MUTATIONAL_SIGNATURES.get(key);
    if (name !== undefined)
      members.push({ signature: { name, is: value.toLowerCase() === 'yes' ? 'positive' : 'negative' } });
  }
  return conjunction(members);
}
