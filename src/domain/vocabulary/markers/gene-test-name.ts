import type { GeneVocabulary } from '../vocabulary.js';
import { parseTestName } from './test-name.js';

/** A test of one gene or one alteration, as its code names it: the result says whether it is there. */
export interface GeneTest {
  /** Approved symbols; several where one code tests several genes. */
  genes: string[];
  /** `mutation`, `fusion`, `rearrangement`, `amplification`, `deletion`, `copyNumber`, `insertion`, `itd`. */
  type: string;
  partner?: string;
  hgvsP?: string;
  hgvsC?: string;
  exon?: number;
}

const EVENTS: readonly [word: string, type: string][] = [
  ['internal tandem duplication', 'itd'],
  ['rearrangement', 'rearrangement'],
  ['amplification', 'amplification'],
  ['copy number', 'copyNumber'],
  ['deletion and duplication', 'mutation'],
  ['deletion+duplication', 'mutation'],
  ['gene duplication', 'amplification'],
  ['insertion', 'insertion'],
  ['deletion', 'deletion'],
  ['mutation', 'mutation'],
];

/**
 * Reads gene tests out of LOINC long names: `EGFR gene exon 19 deletion [Presence] ...`, `JAK2 gene p.Val617Phe ...`,
 * `t(9;22)(q34.1;q11)(ABL1,BCR) fusion transcript ...`. Undefined for tests of anything else, and for whole panels.
 */
export function geneTestOfName(name: string, genes: GeneVocabulary): GeneTest | undefined {
  const { component, property } = parseTestName(name);
  // A panel, a list of what was looked for, and a file say nothing about presence.
  if (/ panel\b|tested for/.test(component) || property === 'vcf') return undefined;
  return fusionTest(component, genes) ?? singleGeneTest(component, genes);
}

function fusionTest(component: string, genes: GeneVocabulary): GeneTest | undefined {
  const pair =
    /\(([a-z0-9]+),([a-z0-9]+)\) fusion/.exec(component) ??
    /^([a-z0-9]{1,12})-([a-z0-9]{1,12}) [^,]{0,12}fusion/.exec(component);
  const [first, second] = [symbol(pair?.[1], genes), symbol(pair?.[2], genes)];
  if (first === undefined || second === undefined) return undefined;
  return { genes: [first], partner: second, type: 'fusion' };
}

function singleGeneTest(component: string, genes: GeneVocabulary): GeneTest | undefined {
  const stained = /^([a-z0-9]+) ([a-z])(\d+)([a-z]) mutant protein$/.exec(component);
  if (stained) return stainedProtein(stained, genes);
  const at = component.lastIndexOf(' gene');
  if (at < 0) return undefined;
  const named = component
    .slice(0, at)
    .replace(/^cells\./, '')
    .split(/ gene\+|\+|, | and /)
    .map((one) => one.replace(/ \d+[pq][\d.-]+$/, ''));
  const symbols = named.map((one) => symbol(one, genes)).filter((one) => one !== undefined);
  if (symbols.length === 0 || symbols.length < named.length) return undefined;
  const rest = component.slice(at);
  const protein = /p\.([a-z]{3})(\d+)([a-z]{3})\b/.exec(rest);
  const coding = /\bc\.[\d_+-]+(?:[acgt]>[acgt]|(?:del|ins|dup)[acgt]*)/.exec(rest)?.[0];
  const exon = /\bexon (\d+)/.exec(rest)?.[1];
  const event = EVENTS.find(([word]) => rest.includes(word))?.[1];
  return {
    genes: symbols,
    type: event ?? 'mutation',
    ...(protein && { hgvsP: `p.${title(protein[1])}${protein[2] ?? ''}${title(protein[3])}` }),
    ...(coding !== undefined && { hgvsC: bases(coding) }),
    ...(exon !== undefined && { exon: Number(exon) }),
  };
}

function stainedProtein(
  [, gene, from = '', codon = '', to = '']: string[],
  genes: GeneVocabulary,
): GeneTest | undefined {
  const named = symbol(gene, genes);
  if (named === undefined) return undefined;
  return { genes: [named], type: 'mutation', hgvsP: `p.${from}${codon}${to}`.toUpperCase().replace('P.', 'p.') };
}

function symbol(name: string | undefined, genes: GeneVocabulary): string | undefined {
  const result = name === undefined || name === '' ? undefined : genes.resolve(name);
  return result && 'concept' in result ? result.concept : undefined;
}

const title = (acid = ''): string => acid.charAt(0).toUpperCase() + acid.slice(1);

/** `c.2573t>g` -> `c.2573T>G`: names are compared in lower case, the notation is not written so. */
const bases = (coding: string): string =>
  coding
    .replace(/[acgt]>[acgt]$/, (change) => change.toUpperCase())
    .replace(/(?<=del|ins|dup)[acgt]+$/, (letters) => letters.toUpperCase());
