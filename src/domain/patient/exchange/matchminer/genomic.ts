import type { Fact, SignatureFact, VariantFact } from '../../profile.js';
import { number, objectId, text } from './ejson.js';
import type { Converted, MatchMinerDocument } from './profile.js';
import { structuralVariants } from './structural-variant.js';

/** Copy-number calls as MatchMiner's documents write them, in lower case, and our variant types. */
const COPY_NUMBER_CALLS: ReadonlyMap<string, string> = new Map([
  ['high level amplification', 'highAmplification'],
  ['gain', 'gain'],
  ['homozygous deletion', 'homozygousDeletion'],
  ['heterozygous deletion', 'heterozygousDeletion'],
]);

const SIGNATURES: readonly [key: string, name: string][] = [
  ['APOBEC_STATUS', 'apobec'],
  ['POLE_STATUS', 'pole'],
  ['TOBACCO_STATUS', 'tobacco'],
  ['TEMOZOLOMIDE_STATUS', 'temozolomide'],
  ['UVA_STATUS', 'uva'],
];

const field = (document: MatchMinerDocument, name: string): string | undefined =>
  text(document[`HARMONIZED_${name}`]) ?? text(document[`TRUE_${name}`]) ?? text(document[name]);

/** The facts of one genomic document; `reported` is the day of the patient's report, which decides how rearrangements are read. */
export function genomicFacts(document: MatchMinerDocument, reported: string | undefined): Converted {
  const resource = `genomic/${objectId(document['_id']) ?? 'unnamed'}`;
  const category = text(document['VARIANT_CATEGORY'])?.toUpperCase();
  const gene = field(document, 'HUGO_SYMBOL');
  switch (category) {
    case 'MUTATION':
      return gene === undefined
        ? unread(resource, 'a mutation without a gene')
        : facts(mutation(document, gene, resource));
    case 'CNV':
      return copyNumber(document, gene, resource);
    case 'SV':
      return facts(...structuralVariants(document, resource, reported));
    case 'SIGNATURE':
      return signatures(document, resource);
    default:
      return unread(resource, `variant category ${category ?? 'missing'}`);
  }
}

const facts = (...list: Fact[]): Converted => ({ facts: list, unmapped: [] });
const unread = (resource: string, why: string, value?: string): Converted => ({
  facts: [],
  unmapped: [{ resource, why, ...(value !== undefined && { text: value }) }],
});

function mutation(document: MatchMinerDocument, gene: string, resource: string): VariantFact {
  const hgvsP = field(document, 'PROTEIN_CHANGE');
  const hgvsC = field(document, 'CDNA_CHANGE');
  const classification = field(document, 'VARIANT_CLASSIFICATION');
  const exon = number(document['HARMONIZED_TRANSCRIPT_EXON'] ?? document['TRUE_TRANSCRIPT_EXON']);
  const vaf = number(document['ALLELE_FRACTION']);
  return {
    kind: 'variant',
    gene,
    type: 'mutation',
    // A wild-type document states that the gene was looked at and not found altered.
    present: document['WILDTYPE'] !== true,
    ...(hgvsP !== undefined && { hgvsP }),
    ...(hgvsC !== undefined && { hgvsC }),
    ...(classification !== undefined && { classification }),
    ...(exon !== undefined && { exon }),
    ...(vaf !== undefined && { vaf }),
    recorded: [gene, hgvsP ?? classification].filter((part) => part !== undefined).join(' '),
    source: { resource, path: 'HARMONIZED_PROTEIN_CHANGE' },
  };
}

function copyNumber(document: MatchMinerDocument, gene: string | undefined, resource: string): Converted {
  const call = text(document['CNV_CALL']);
  const type = call === undefined ? 'copyNumber' : COPY_NUMBER_CALLS.get(call.toLowerCase());
  if (gene === undefined || type === undefined) return unread(resource, 'copy-number call', call);
  return facts({
    kind: 'variant',
    gene,
    type,
    present: document['WILDTYPE'] !== true,
    ...(call !== undefined && { classification: call }),
    recorded: `${gene} ${call ?? 'copy-number variation'}`,
    source: { resource, path: 'CNV_CALL' },
  });
}

function signatures(document: MatchMinerDocument, resource: string): Converted {
  const found: SignatureFact[] = [];
  const status = text(document['MMR_STATUS']);
  const source = (path: string) => ({ resource, path });
  const folded = status?.toLowerCase() ?? '';
  const deficient = folded.startsWith('deficient');
  const assessed = deficient || folded.startsWith('proficient');
  if (status !== undefined && assessed)
    found.push(
      {
        kind: 'signature',
        name: 'mmr',
        is: deficient ? 'deficient' : 'proficient',
        recorded: status,
        source: source('MMR_STATUS'),
      },
      {
        kind: 'signature',
        name: 'msi',
        is: deficient ? 'high' : 'stable',
        recorded: status,
        source: source('MMR_STATUS'),
      },
    );
  for (const [key, name] of SIGNATURES) {
    const value = text(document[key]);
    const is = value?.toLowerCase() === 'yes' ? 'positive' : value?.toLowerCase() === 'no' ? 'negative' : undefined;
    if (value !== undefined && is !== undefined)
      found.push({ kind: 'signature', name, is, recorded: value, source: source(key) });
  }
  const why = 'the result says that mismatch repair could not be assessed';
  return { facts: found, unmapped: status !== undefined && !assessed ? [{ text: status, resource, why }] : [] };
}
