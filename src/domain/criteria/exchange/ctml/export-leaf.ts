import type { AgeParameters, ConceptRef, Leaf, Range, SignatureParameters, VariantParameters } from '../../model.js';
import type { CtmlNode, CtmlValue } from './grammar.js';
import { ANY_GENE, INTERGENIC } from './genomic-keys.js';
import { MUTATIONAL_SIGNATURES } from './signature.js';

/** CTML nodes that together (as a conjunction) say what the leaf says; undefined where CTML has no words for it. */
export type WrittenLeaf = CtmlNode[] | undefined;

const bang = (value: CtmlValue, negated: boolean): CtmlValue => (negated ? `!${String(value)}` : value);
const clinical = (key: string, value: CtmlValue): CtmlNode => ({ node: 'leaf', label: 'clinical', leaf: { [key]: value } });
const genomic = (leaf: Record<string, CtmlValue>): CtmlNode => ({ node: 'leaf', label: 'genomic', leaf });

/** Writes one leaf, or its negation, in CTML. */
export function writeLeaf(leaf: Leaf, negated: boolean): WrittenLeaf {
  if ('age' in leaf) return writeAge(leaf.age, negated);
  if ('sex' in leaf) return [clinical('gender', bang(leaf.sex.is === 'female' ? 'Female' : 'Male', negated))];
  if ('cancer' in leaf) {
    const { anyOf, noneOf, ...narrower } = leaf.cancer;
    if (Object.keys(narrower).length > 0 || (negated && anyOf && noneOf)) return undefined;
    return writeCancers(anyOf ?? [], noneOf ?? [], negated);
  }
  if ('signature' in leaf) return writeSignature(leaf.signature, negated);
  if ('variant' in leaf) return writeVariant(leaf.variant, negated);
  return undefined;
}

/** `>=18`; a negation turns the comparison round. Two bounds become two criteria, of which a negation cannot be made. */
function comparisons(range: Range, negated: boolean, write: (value: number) => string): string[] | undefined {
  const { min, max } = range;
  if (min && max && negated) return undefined;
  if (min && max && min.value === max.value && min.inclusive && max.inclusive) return [`==${write(min.value)}`];
  const turned = { '>=': '<', '>': '<=', '<=': '>', '<': '>=' } as const;
  const one = (operator: keyof typeof turned, value: number): string =>
    `${negated ? turned[operator] : operator}${write(value)}`;
  return [
    ...(min ? [one(min.inclusive ? '>=' : '>', min.value)] : []),
    ...(max ? [one(max.inclusive ? '<=' : '<', max.value)] : []),
  ];
}

/** CTML counts years; months are twelfths of one, to three places. */
function writeAge({ unit, ...range }: AgeParameters, negated: boolean): WrittenLeaf {
  if (unit !== 'a' && unit !== 'mo') return undefined;
  const years = (value: number): string => String(unit === 'a' ? value : Math.round((value / 12) * 1000) / 1000);
  return comparisons(range, negated, years)?.map((text) => clinical('age_numerical', text));
}

const GROUPS: Record<string, string> = { solid: '_SOLID_', hematologic: '_LIQUID_' };
const nameOf = (ref: ConceptRef): string => {
  const code = typeof ref === 'string' ? ref : ref.code;
  return GROUPS[code] ?? (typeof ref === 'string' ? ref : (ref.name ?? ref.code));
};

function writeCancers(anyOf: ConceptRef[], noneOf: ConceptRef[], negated: boolean): WrittenLeaf {
  const wanted = negated ? noneOf : anyOf;
  const refused = negated ? anyOf : noneOf;
  const one = (ref: ConceptRef, not: boolean): CtmlNode => clinical('oncotree_primary_diagnosis', bang(nameOf(ref), not));
  const members = wanted.map((ref) => one(ref, false));
  const positive: CtmlNode[] = members.length > 1 ? [{ node: 'or', members }] : members;
  return [...positive, ...refused.map((ref) => one(ref, true))];
}

const SIGNATURE_KEYS = new Map([...MUTATIONAL_SIGNATURES].map(([key, name]) => [name, key]));
const COMBINED: Readonly<Record<string, [key: string, value: string]>> = {
  'mmr deficient': ['mmr_status', 'MMR-Deficient'],
  'mmr proficient': ['mmr_status', 'MMR-Proficient'],
  'msi high': ['ms_status', 'MSI-H'],
  'msi low': ['ms_status', 'MSI-L'],
  'msi stable': ['ms_status', 'MSS'],
};

function writeSignature({ name, is, unit: _, ...range }: SignatureParameters, negated: boolean): WrittenLeaf {
  if (name === 'tmb' && is === undefined)
    return comparisons(range, negated, String)?.map((text) => clinical('tmb_numerical', text));
  const combined = COMBINED[`${name} ${is ?? ''}`];
  if (combined) return [genomic({ [combined[0]]: bang(combined[1], negated) })];
  const key = SIGNATURE_KEYS.get(name);
  if (key === undefined || (is !== 'positive' && is !== 'negative')) return undefined;
  return [genomic({ [key]: bang(is === 'positive' ? 'Yes' : 'No', negated) })];
}

const CALLS: Readonly<Record<string, string>> = {
  highAmplification: 'High Amplification',
  amplification: 'High Amplification',
  gain: 'Low Amplification',
  homozygousDeletion: 'Homozygous Deletion',
  heterozygousDeletion: 'Heterozygous Deletion',
};

function writeVariant({ gene, alteration, is, origin }: VariantParameters, negated: boolean): WrittenLeaf {
  if (origin !== undefined) return undefined;
  const named: Record<string, CtmlValue> = gene === ANY_GENE ? {} : { hugo_symbol: gene };
  if (is === 'wildType') return negated ? undefined : [genomic({ ...named, wildtype: true })];
  const keys = alterationKeys(alteration);
  if (!keys) return undefined;
  const { category, ...rest } = keys;
  const absent = negated !== (is === 'absent');
  return [genomic({ ...named, ...rest, variant_category: bang(category, absent) })];
}

type AlterationKeys = { category: string } & Record<string, CtmlValue>;

function alterationKeys(alteration: VariantParameters['alteration']): AlterationKeys | undefined {
  const { type, hgvs, exon, partner, classification, exonEvent, copyNumber } = alteration;
  if (exonEvent !== undefined || copyNumber !== undefined) return undefined;
  const shared = {
    ...(classification !== undefined && { variant_classification: classification }),
    ...(exon !== undefined && { exon }),
  };
  switch (type) {
    case 'any':
      return { category: 'Any Variation', ...shared };
    case 'mutation':
    case 'exon':
      return { category: 'Mutation', ...shared };
    case 'protein':
      return hgvs === undefined ? undefined : { category: 'Mutation', protein_change: hgvs, ...shared };
    case 'codon':
      return hgvs === undefined || !alteration.substitution
        ? undefined
        : { category: 'Mutation', wildcard_protein_change: hgvs, ...shared };
    case 'rearrangement':
    case 'fusion':
      return {
        category: 'Structural Variation',
        ...(partner !== undefined && {
          fusion_partner_hugo_symbol: partner === ANY_GENE ? 'any_gene' : partner === INTERGENIC ? 'intergenic' : partner,
        }),
      };
    case 'copyNumber':
      return { category: 'Copy Number Variation' };
    default: {
      // The classification of a copy-number criterion is its exact call, which the type says already.
      const call = CALLS[type];
      return call === undefined ? undefined : { category: 'Copy Number Variation', cnv_call: call };
    }
  }
}
