import type { Alteration, VariantParameters } from '../../criteria/model.js';
import { coversCodon, proteinChange } from '../../logic/protein-change.js';
import type { VariantFact } from '../../patient/profile.js';
import type { Truth } from '../../logic/truth.js';
import { isMapped, type Vocabulary } from '../../vocabulary/vocabulary.js';
import { genomicsOf, type Genomics } from '../genomics.js';
import type { Judge, KindCompiler } from '../kind-compiler.js';
import { categoriesAsked, categoryOf, matchesAlteration } from '../variant-match.js';
import { decided, negated, unknown, type Verdict } from '../verdict.js';

const approved = (gene: string, { genes }: Vocabulary): string => {
  if (gene === 'any') return gene;
  const result = genes.resolve(gene);
  return isMapped(result) ? result.concept : gene;
};

/** A negative result answers for what it looked at: one change, one category of change, or the gene as a whole. */
function answers(negative: VariantFact, gene: string, alteration: Alteration): boolean {
  if (negative.hgvsP !== undefined)
    return (
      matchesAlteration({ ...negative, present: true }, gene, alteration) === 'true' && alteration.hgvs !== undefined
    );
  const category = categoryOf(negative);
  return category === undefined || categoriesAsked(alteration).every((asked) => asked === category);
}

/** Another amino acid at the asked codon was found there: the asked change was looked for and is not it. */
function sameCodon(fact: VariantFact, alteration: Alteration): boolean {
  const asked = alteration.hgvs === undefined ? undefined : proteinChange(alteration.hgvs);
  const own = fact.hgvsP === undefined ? undefined : proteinChange(fact.hgvsP);
  return asked !== undefined && own !== undefined && coversCodon(own, asked.start) && asked.kind === 'substitution';
}

function withOrigin(truth: Truth, fact: VariantFact, origin: VariantParameters['origin']): Truth {
  if (truth === 'false' || origin === undefined || fact.origin === origin) return truth;
  return fact.origin === undefined ? 'unknown' : 'false';
}

const NONE: readonly VariantFact[] = [];

function judgePresence(
  genomics: Genomics,
  gene: string,
  alteration: Alteration,
  origin: VariantParameters['origin'],
  vocabulary: Vocabulary,
): Verdict {
  const known = gene === 'any' ? genomics.all : (genomics.variants.get(gene) ?? NONE);
  const panels = genomics.panels.get(gene) ?? [];
  if (known.length > 0) {
    const hits: VariantFact[] = [];
    const vague: VariantFact[] = [];
    for (const fact of known) {
      if (!fact.present) continue;
      const truth = withOrigin(matchesAlteration(fact, gene, alteration, vocabulary), fact, origin);
      if (truth !== 'false') (truth === 'true' ? hits : vague).push(fact);
    }
    if (hits.length > 0) return decided(true, hits);
    if (vague.length > 0) return unknown('ambiguousMapping', vague);
  }
  const negative = known.filter((fact) => !fact.present && answers(fact, gene, alteration));
  const other = known.filter((fact) => fact.present && sameCodon(fact, alteration));
  const grounds = [...negative, ...other, ...panels];
  if (grounds.length > 0) return decided(false, grounds);
  const tested = known.length > 0 || genomics.anyPanel;
  return unknown(tested ? 'notCovered' : 'notTested', known, { recoverable: true });
}

/**
 * "Wild type": no mutation and no rearrangement of the gene, where a test covered it. A gain of copies is no mutation,
 * and a result that only names a benign variant leaves the gene wild type.
 */
function judgeWildType(genomics: Genomics, gene: string): Verdict {
  const known = genomics.variants.get(gene) ?? [];
  const altered = known.filter(
    (fact) => fact.present && categoryOf(fact) !== 'copyNumber' && !/benign|neutral/i.test(fact.significance ?? ''),
  );
  if (altered.length > 0) return decided(false, altered);
  const grounds = [
    ...known.filter((fact) => !fact.present && fact.hgvsP === undefined && categoryOf(fact) !== 'copyNumber'),
    ...(genomics.panels.get(gene) ?? []),
  ];
  if (grounds.length > 0) return decided(true, grounds);
  const tested = known.length > 0 || genomics.anyPanel;
  return unknown(tested ? 'notCovered' : 'notTested', known, { recoverable: true });
}

const isSpecific = ({ type, hgvs, codon, exon, partner, copyNumber }: Alteration): boolean =>
  (type !== 'any' && type !== 'mutation') || (hgvs ?? codon ?? exon ?? partner ?? copyNumber) !== undefined;

/** Not tested, not covered by the panel, and tested negative are three different answers; see `judgePresence`. */
export const variant: KindCompiler<'variant'> = ({ gene, alteration, origin, is }, vocabulary): Judge => {
  const symbol = approved(gene, vocabulary);
  const present: Judge = (patient) => judgePresence(genomicsOf(patient), symbol, alteration, origin, vocabulary);
  switch (is) {
    case 'present':
      return present;
    case 'absent':
      return (patient) => negated(present(patient));
    case 'wildType':
      // "BRAF V600 wild type" speaks of that codon only.
      return isSpecific(alteration)
        ? (patient) => negated(present(patient))
        : (patient) => judgeWildType(genomicsOf(patient), symbol);
  }
};
