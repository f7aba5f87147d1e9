import type { Alteration, Expression } from '../../model.js';
import type { CtmlLeaf } from './grammar.js';
import { copyNumberCalls } from './copy-number.js';
import { ANY_GENE, type GenomicKeys } from './genomic-keys.js';
import { conjunction, disjunction, type CtmlReading } from './reading.js';
import { readSignature, SIGNATURE_KEYS } from './signature.js';
import { readStructuralVariant } from './structural-variant.js';
import { isNegated, signed } from './value.js';

const IGNORED = new Set(['display_name']);
const KNOWN = new Set([
  'hugo_symbol',
  'variant_category',
  'protein_change',
  'wildcard_protein_change',
  'variant_classification',
  'cnv_call',
  'exon',
  'wildtype',
  'fusion_partner_hugo_symbol',
  'annotated_variant',
]);

export function readGenomic(leaf: CtmlLeaf): CtmlReading {
  const keys = new Map(
    Object.entries(leaf)
      .map(([key, value]): [string, string] => [key.toLowerCase(), signed(value).text])
      .filter(([key]) => !IGNORED.has(key)),
  );
  if (keys.size === 0) return { nothing: true, review: [] };
  const unknown = [...keys.keys()].filter((key) => !KNOWN.has(key) && !SIGNATURE_KEYS.has(key));
  const read = readKeys(keys);
  const when = conjunction([read, ...unknown.map((topic): Expression => ({ unstructured: { topic } }))]);
  return {
    when: isNegated(leaf) ? { not: when } : when,
    review: unknown.map((key) => `${key}: no computable reading`),
  };
}

function readKeys(keys: GenomicKeys): Expression {
  if ([...SIGNATURE_KEYS].some((key) => keys.has(key))) return readSignature(keys);
  const category = keys.get('variant_category')?.toLowerCase();
  const gene = keys.get('hugo_symbol') ?? ANY_GENE;
  if (keys.get('wildtype')?.toLowerCase() === 'true')
    return { variant: { gene, alteration: { type: 'any' }, is: 'wildType' } };
  switch (category) {
    case 'structural variation':
    case 'sv':
      return readStructuralVariant(keys);
    case 'mutation':
      return readMutation(gene, keys);
    case 'copy number variation':
    case 'cnv':
      return readCopyNumber(gene, keys);
    case 'any variation':
    case undefined:
      return readAnyVariation(gene, keys);
    default:
      return { unstructured: { topic: `variant_category ${category}` } };
  }
}

const present = (gene: string, alteration: Alteration): Expression => ({
  variant: { gene, alteration, is: 'present' },
});

/** "Any Variation" is a mutation or a copy-number variation, not a structural one; other keys narrow it further. */
function readAnyVariation(gene: string, keys: GenomicKeys): Expression {
  if (keys.has('fusion_partner_hugo_symbol')) return readStructuralVariant(keys);
  const ofMutation = MUTATION_KEYS.some((key) => keys.has(key));
  const ofCopyNumber = keys.has('cnv_call');
  const members: Expression[] = [];
  if (ofMutation || !ofCopyNumber) members.push(readMutation(gene, keys));
  if (ofCopyNumber || !ofMutation) members.push(readCopyNumber(gene, keys));
  return ofMutation && ofCopyNumber ? conjunction(members) : disjunction(members);
}

const MUTATION_KEYS = [
  'protein_change',
  'wildcard_protein_change',
  'variant_classification',
  'exon',
  'annotated_variant',
] as const;

function readMutation(gene: string, keys: GenomicKeys): Expression {
  const classification = keys.get('variant_classification');
  const exon = keys.get('exon');
  const narrowing: Omit<Alteration, 'type'> = {
    ...(classification !== undefined && { classification }),
    ...(exon !== undefined && Number.isInteger(Number(exon)) && { exon: Number(exon) }),
  };
  const annotated = keys.get('annotated_variant')?.toLowerCase();
  if (annotated !== undefined) {
    const type = annotated.startsWith('oncogenic') ? 'oncogenic' : annotated.startsWith('truncating') ? 'truncating' : undefined;
    if (type === undefined) return { unstructured: { topic: `annotated_variant ${annotated}` } };
    return present(gene, { type, ...narrowing });
  }
  const protein = keys.get('protein_change');
  if (protein !== undefined) return present(gene, { type: 'protein', hgvs: protein, ...narrowing });
  const wildcard = keys.get('wildcard_protein_change');
  if (wildcard !== undefined) return readWildcard(gene, wildcard, narrowing);
  return present(gene, { type: exon === undefined ? 'mutation' : 'exon', ...narrowing });
}

const CODON = /^(?:p\.)?([A-Z])(\d+)$/i;

/** `p.V600` is one amino acid put in the place of V600: no stop, no frameshift, no insertion or deletion. */
function readWildcard(gene: string, wildcard: string, narrowing: Omit<Alteration, 'type'>): Expression {
  const codon = CODON.exec(wildcard);
  if (!codon?.[1] || !codon[2]) return { unstructured: { topic: `wildcard_protein_change ${wildcard}` } };
  const hgvs = `p.${codon[1].toUpperCase()}${codon[2]}`;
  return present(gene, { type: 'codon', hgvs, codon: Number(codon[2]), substitution: true, ...narrowing });
}

function readCopyNumber(gene: string, keys: GenomicKeys): Expression {
  const call = keys.get('cnv_call');
  if (call === undefined) return present(gene, { type: 'copyNumber' });
  const known = copyNumberCalls.get(call.toLowerCase());
  return known === undefined
    ? { unstructured: { topic: `cnv_call ${call}` } }
    : present(gene, { type: known.type, classification: known.call });
}
