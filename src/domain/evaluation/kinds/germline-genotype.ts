import type { GermlineGenotypeParameters } from '../../criteria/model.js';
import { all, type Truth } from '../../logic/truth.js';
import type { FindingFact } from '../../patient/profile.js';
import { findingsOf } from '../findings.js';
import type { KindCompiler } from '../kind-compiler.js';
import type { PatientContext } from '../patient-context.js';
import { supports, unknown } from '../verdict.js';

const fold = (text: string): string => text.toUpperCase().replace(/\s/g, '');

/** Genotypes of the locus: findings `genotype:<locus>`, and typings whose text names the locus. */
function typingsOf(patient: PatientContext, locus: string): FindingFact[] {
  const named = fold(locus).replace(/^HLA-?/, '');
  const isHla = fold(locus).startsWith('HLA');
  const texts = [...findingsOf(patient, 'genotype'), ...(isHla ? findingsOf(patient, 'hla') : [])];
  return [
    ...findingsOf(patient, `genotype:${locus}`),
    ...texts.filter(({ value }) => {
      const text = fold(String(value)).replace(/^HLA-?/, '');
      return named === '' || text.startsWith(named);
    }),
  ];
}

/** Both alleles of `*1/*28`, or of two typings of one allele each. */
function allelesOf(facts: readonly FindingFact[]): string[] {
  return facts.flatMap(({ value }) => fold(String(value)).split('/')).map((allele) => allele.replace(/^.*?(?=\*)/, ''));
}

/** `*02` covers `*02:01`; a typing of two digits leaves four open. */
function carries(alleles: readonly string[], asked: readonly string[]): Truth {
  const wanted = asked.map((one) => fold(one).replace(/^.*?(?=\*)/, ''));
  if (alleles.some((own) => wanted.some((one) => own === one || own.startsWith(`${one}:`)))) return 'true';
  return alleles.some((own) => wanted.some((one) => one.startsWith(`${own}:`))) ? 'unknown' : 'false';
}

function hasZygosity(alleles: readonly string[], asked: 'heterozygous' | 'homozygous'): Truth {
  const [one, other] = alleles;
  if (one === undefined || other === undefined) return 'unknown';
  return (one === other) === (asked === 'homozygous') ? 'true' : 'false';
}

function phenotypeOf(facts: readonly FindingFact[], asked: string): Truth {
  if (facts.length === 0) return 'unknown';
  return facts.some(({ value }) => fold(String(value)).includes(fold(asked))) ? 'true' : 'false';
}

function judge(
  p: GermlineGenotypeParameters,
  typings: readonly FindingFact[],
  phenotypes: readonly FindingFact[],
): Truth {
  const alleles = allelesOf(typings);
  const parts: Truth[] = [];
  if (p.alleles) parts.push(alleles.length === 0 ? 'unknown' : carries(alleles, p.alleles));
  if (p.zygosity) parts.push(hasZygosity(alleles, p.zygosity));
  if (p.phenotype !== undefined) parts.push(phenotypeOf(phenotypes, p.phenotype));
  return parts.length === 0 ? 'true' : all(parts);
}

/** An inherited genotype, or the phenotype reported for it. A locus that was not typed is not tested, never wild type. */
export const germlineGenotype: KindCompiler<'germlineGenotype'> = (p) => (patient) => {
  const typings = typingsOf(patient, p.locus);
  const phenotypes = findingsOf(patient, `phenotype:${p.locus}`);
  const facts = [...typings, ...phenotypes];
  if (facts.length === 0) return unknown('notTested', [], { recoverable: true });
  const truth = judge(p, typings, phenotypes);
  return truth === 'unknown'
    ? unknown('ambiguousMapping', facts, { recoverable: true })
    : { truth, support: supports(facts), recoverable: false };
};
