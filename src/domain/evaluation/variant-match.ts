import type { Alteration } from '../criteria/model.js';
import { point, withinRange } from '../logic/interval.js';
import { coversCodon, proteinChange, type ProteinChange } from '../logic/protein-change.js';
import { all, any, type Truth } from '../logic/truth.js';
import type { VariantFact } from '../patient/profile.js';
import type { Vocabulary } from '../vocabulary/vocabulary.js';

/** Where exons begin and which codons are activating. */
type Known = Pick<Vocabulary, 'genes' | 'drivers'>;

/** The three things that tests look for; a test of one says nothing of the others. */
export type VariantCategory = 'mutation' | 'copyNumber' | 'structural';

const copyNumberTypes: ReadonlySet<string> = new Set([
  'copyNumber',
  'amplification',
  'highAmplification',
  'gain',
  'loss',
  'homozygousDeletion',
  'heterozygousDeletion',
  'codeletion',
]);

const structuralTypes: ReadonlySet<string> = new Set(['fusion', 'rearrangement', 'translocation', 'inversion']);

/** What kind of event a fact reports; undefined where it only names the gene. */
export function categoryOf(fact: VariantFact): VariantCategory | undefined {
  if (fact.partner !== undefined) return 'structural';
  const sequence = fact.hgvsP !== undefined || fact.hgvsC !== undefined;
  if (fact.type === undefined) return sequence ? 'mutation' : fact.copyNumber !== undefined ? 'copyNumber' : undefined;
  if (structuralTypes.has(fact.type)) return 'structural';
  // "Deletion" is a lost gene, or a few lost bases where the change itself is spelt out.
  if (fact.type === 'deletion') return sequence || fact.exon !== undefined ? 'mutation' : 'copyNumber';
  return copyNumberTypes.has(fact.type) ? 'copyNumber' : 'mutation';
}

/** Categories that an alteration of a criterion can be found in. */
export function categoriesAsked(alteration: Alteration): readonly VariantCategory[] {
  const { type } = alteration;
  if (alteration.copyNumber !== undefined || copyNumberTypes.has(type)) return ['copyNumber'];
  if (structuralTypes.has(type) || alteration.partner !== undefined) return ['structural'];
  if (type === 'deletion')
    return (alteration.hgvs ?? alteration.codon ?? alteration.exon) ? ['mutation'] : ['copyNumber'];
  if (type === 'any' || type === 'oncogenic') return ['mutation', 'copyNumber', 'structural'];
  return type === 'inactivating' ? ['mutation', 'copyNumber'] : ['mutation'];
}

const changeOf = (fact: VariantFact): ProteinChange | undefined =>
  fact.hgvsP === undefined ? undefined : proteinChange(fact.hgvsP);

const is = (truth: boolean): Truth => (truth ? 'true' : 'false');

/** The asked protein change; `G719X` and `V600` stand for any other amino acid there. */
function sameProtein(fact: VariantFact, asked: string): Truth {
  const own = changeOf(fact);
  if (!own) return fact.hgvsP === undefined ? 'unknown' : is(fact.hgvsP === asked);
  const wanted = proteinChange(asked);
  if (!wanted) return is(fact.hgvsP === asked);
  if (own.text === wanted.text) return 'true';
  const anyAcid = wanted.kind === 'codon' || wanted.alternative === 'X';
  return is(anyAcid && own.kind === 'substitution' && own.start === wanted.start && own.reference === wanted.reference);
}

function atCodon(fact: VariantFact, { codon, hgvs, substitution }: Alteration): Truth {
  const own = changeOf(fact);
  if (!own) return 'unknown';
  const asked = hgvs === undefined ? undefined : proteinChange(hgvs);
  const position = codon ?? asked?.start;
  if (position === undefined) return 'unknown';
  if (own.kind === 'none' || !coversCodon(own, position)) return 'false';
  if (asked && own.start === position && own.reference !== asked.reference) return 'false';
  return is(substitution !== true || own.kind === 'substitution');
}

const eventKinds: Record<string, readonly ProteinChange['kind'][]> = {
  deletion: ['deletion', 'delins'],
  insertion: ['insertion', 'duplication', 'delins'],
  duplication: ['duplication'],
  indel: ['deletion', 'insertion', 'duplication', 'delins'],
  delins: ['delins'],
  substitution: ['substitution'],
  missense: ['substitution'],
  frameshift: ['frameshift'],
  nonsense: ['stop'],
  truncating: ['stop', 'frameshift'],
};

const typeNames: Record<string, readonly string[]> = {
  deletion: ['deletion', 'in_frame_del', 'frame_shift_del', 'indel'],
  insertion: ['insertion', 'duplication', 'in_frame_ins', 'frame_shift_ins', 'indel'],
  duplication: ['duplication'],
  missense: ['missense', 'missense_mutation', 'substitution'],
  frameshift: ['frameshift', 'frame_shift_del', 'frame_shift_ins'],
  nonsense: ['nonsense', 'nonsense_mutation', 'stop_gained'],
  truncating: ['truncating', 'nonsense', 'nonsense_mutation', 'frameshift', 'frame_shift_del', 'frame_shift_ins', 'stop_gained'], // prettier-ignore
  splice: ['splice', 'splice_site', 'splice_region', 'exonskipping', 'skipping'],
  skipping: ['splice', 'splice_site', 'exonskipping', 'skipping'],
  itd: ['itd', 'internaltandemduplication', 'duplication'],
};

/** Whether the fact is the event (`deletion`, `insertion`, `skipping`, ...); a bare "mutation" leaves it open. */
function isEvent(fact: VariantFact, event: string): Truth {
  if (event === 'mutation' || event === 'any') return 'true';
  const own = changeOf(fact);
  const kinds = eventKinds[event];
  if (own && kinds) return is(kinds.includes(own.kind));
  const names = typeNames[event] ?? [event.toLowerCase()];
  const recorded = [fact.classification, fact.type].flatMap((name) => name?.toLowerCase() ?? []);
  if (recorded.some((name) => names.includes(name))) return 'true';
  return recorded.every((name) => name === 'mutation' || name === 'variant') && !own ? 'unknown' : 'false';
}

/** The exon as reported, else as the changed codon lies in it. */
function exonOf(fact: VariantFact, vocabulary: Known | undefined): number | undefined {
  const own = changeOf(fact);
  return fact.exon ?? (own && vocabulary?.genes.exonOf?.(fact.gene, own.start, own.end));
}

function inExon(fact: VariantFact, { exon, exonEvent }: Alteration, vocabulary: Known | undefined): Truth {
  const own = exonOf(fact, vocabulary);
  const sameExon: Truth = own === undefined ? 'unknown' : is(own === exon);
  return all([sameExon, isEvent(fact, exonEvent ?? 'mutation')]);
}

function hasPartner(fact: VariantFact, gene: string, partner: string | undefined): Truth {
  if (partner === undefined) return 'true';
  if (partner === 'any') return is(fact.partner !== 'intergenic');
  if (fact.partner === undefined) return 'unknown';
  const other = fact.gene === gene || gene === 'any' ? fact.partner : fact.gene;
  return is(other === partner || (gene === 'any' && fact.gene === partner));
}

const significant = ['pathogenic', 'oncogenic', 'activating', 'actionable'];
const insignificant = ['benign', 'neutral', 'uncertain', 'vus'];

/** The report's own word on what an alteration does; undefined where it says nothing. */
export function isSignificant(fact: VariantFact): boolean | undefined {
  const word = fact.significance?.toLowerCase();
  if (word === undefined) return undefined;
  if (insignificant.some((part) => word.includes(part))) return false;
  return significant.some((part) => word.includes(part)) ? true : undefined;
}

/**
 * Fusions, amplifications and lost genes are reported because they matter; a mutation that the report says nothing of is
 * oncogenic where it hits a codon known as activating, and open elsewhere.
 */
function isOncogenic(fact: VariantFact, vocabulary: Known | undefined): Truth {
  const stated = isSignificant(fact);
  if (stated !== undefined) return is(stated);
  if (fact.hgvsP !== undefined && vocabulary?.drivers?.isActivating(fact.gene, fact.hgvsP)) return 'true';
  switch (categoryOf(fact)) {
    case 'structural':
      return 'true';
    case 'copyNumber':
      return is(fact.type !== 'gain' && fact.type !== 'heterozygousDeletion');
    case 'mutation':
    case undefined:
      return 'unknown';
  }
}

const lostGene: ReadonlySet<string> = new Set(['homozygousDeletion', 'deletion', 'loss']);

function copyNumberEvent(fact: VariantFact, type: string): Truth {
  const own = fact.type ?? 'copyNumber';
  if (own === type || type === 'copyNumber') return 'true';
  if (own === 'copyNumber') return 'unknown';
  switch (type) {
    case 'amplification':
      return is(own === 'highAmplification');
    case 'highAmplification':
      return own === 'amplification' ? 'unknown' : 'false';
    case 'gain':
      return is(own === 'amplification' || own === 'highAmplification');
    case 'deletion':
    case 'loss':
      return lostGene.has(own) ? 'true' : own === 'heterozygousDeletion' ? 'unknown' : 'false';
    case 'homozygousDeletion':
      return own === 'deletion' || own === 'loss' ? 'unknown' : 'false';
    default:
      return 'false';
  }
}

/** The truth of one reported alteration against one asked for; unknown where the report is coarser than the question. */
export function matchesAlteration(fact: VariantFact, gene: string, alteration: Alteration, vocabulary?: Known): Truth {
  const parts: Truth[] = [];
  const { type } = alteration;
  const category = categoryOf(fact);
  const asked = categoriesAsked(alteration);
  if (category !== undefined && !asked.includes(category)) return 'false';
  if (category === undefined && type !== 'any') return 'unknown';
  if (alteration.classification !== undefined)
    parts.push(fact.classification === undefined ? 'unknown' : is(fact.classification === alteration.classification));
  if (alteration.copyNumber)
    parts.push(fact.copyNumber === undefined ? 'unknown' : withinRange(point(fact.copyNumber), alteration.copyNumber));
  if (category === 'structural') parts.push(hasPartner(fact, gene, alteration.partner));
  if (alteration.exon !== undefined) parts.push(inExon(fact, alteration, vocabulary));
  if (alteration.codon !== undefined || type === 'codon') parts.push(atCodon(fact, alteration));
  else if (alteration.hgvs !== undefined) parts.push(sameProtein(fact, alteration.hgvs));
  parts.push(matchesType(fact, category, alteration, vocabulary));
  return all(parts);
}

function matchesType(
  fact: VariantFact,
  category: VariantCategory | undefined,
  alteration: Alteration,
  vocabulary: Known | undefined,
): Truth {
  const { type } = alteration;
  if (copyNumberTypes.has(type) || (type === 'deletion' && category === 'copyNumber')) {
    return alteration.copyNumber ? 'true' : copyNumberEvent(fact, type);
  }
  switch (type) {
    case 'any':
    case 'mutation':
    case 'protein':
    case 'codon':
    case 'exon':
      return isSignificant(fact) === false && type === 'any' ? 'unknown' : 'true';
    case 'fusion':
    case 'rearrangement':
    case 'translocation':
    case 'inversion':
      return 'true';
    case 'oncogenic':
    case 'activating':
      return isOncogenic(fact, vocabulary);
    case 'inactivating':
      return any([category === 'copyNumber' ? copyNumberEvent(fact, 'deletion') : isEvent(fact, 'truncating'), isSignificant(fact) ? 'true' : 'unknown']); // prettier-ignore
    default:
      return isEvent(fact, type);
  }
}
