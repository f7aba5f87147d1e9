import type { Criterion, Expression, Leaf, Section } from '../../criteria/model.js';
import type { Vocabulary } from '../../vocabulary/vocabulary.js';
import type { StructuringInput } from '../input.js';
import type { Structurer } from '../structurer.js';
import { biomarkerOf, diseaseOf, therapyOf } from './coded-names.js';
import { leavesOf } from '../../criteria/expression-leaves.js';

/** A registry's list of codes does not say how they combine: several biomarkers may belong to different cohorts. */
const ONE_OF_SEVERAL = 0.7;
const SURE = 0.9;

/**
 * Criteria that the registry coded on the trial itself (NCI, `TRIAL` only), where the text does not already state them. Diseases
 * become one criterion; each biomarker and prior therapy one of its own, which does not decide where there are several.
 */
export function codedCriteria(
  input: StructuringInput,
  fromText: readonly Criterion[],
  structurer: Structurer,
): Criterion[] {
  const { coded } = input;
  if (!coded) return [];
  const { vocabulary, readers } = structurer;
  const criteria: Criterion[] = [];
  const add = (section: Section, text: string, when: Expression, confidence: number, review?: string) => {
    if (isStated(when, section, fromText, vocabulary)) return;
    criteria.push({
      id: `c${criteria.length + 1}`,
      section,
      scope: 'all',
      text,
      requirement: 'hard',
      basis: 'coded',
      confidence,
      when,
      ...(review === undefined ? {} : { review: [review] }),
    });
  };
  const diseases = (coded.diseases ?? []).flatMap((disease) => {
    const concept = diseaseOf(disease, vocabulary);
    return concept ? [{ name: disease.name, codes: [concept.code, ...(concept.alsoCodes ?? [])] }] : [];
  });
  if (diseases.length > 0) {
    const codes = broadest(
      diseases.flatMap((disease) => disease.codes),
      vocabulary,
    );
    add('inclusion', diseases.map((disease) => disease.name).join('; '), { cancer: { anyOf: codes } }, SURE);
  }
  const biomarkers = coded.biomarkers ?? [];
  const several = biomarkers.length > 1;
  for (const marker of biomarkers) {
    const when = biomarkerOf(marker, vocabulary, readers);
    if (when)
      add(
        marker.inclusion === false ? 'exclusion' : 'inclusion',
        marker.name,
        when,
        several ? ONE_OF_SEVERAL : SURE,
        several ? 'the registry does not say how its biomarkers combine' : undefined,
      );
  }
  for (const therapy of coded.priorTherapies ?? []) {
    const when = therapyOf(therapy.name, vocabulary, readers);
    if (when)
      add(
        therapy.inclusion === false ? 'exclusion' : 'inclusion',
        therapy.name,
        when,
        ONE_OF_SEVERAL,
        'the registry does not say when or how often',
      );
  }
  return criteria;
}

/** The codes without those that lie under another of them. */
function broadest(codes: readonly string[], { cancers }: Vocabulary): string[] {
  const distinct = [...new Set(codes)];
  return distinct.filter((code) => !distinct.some((other) => other !== code && cancers.isA(code, other)));
}

/** Whether the text's own criteria of that section already hold every leaf of the coded one. */
function isStated(when: Expression, section: Section, fromText: readonly Criterion[], vocabulary: Vocabulary): boolean {
  const stated = fromText
    .filter(
      (criterion) => criterion.section === section && criterion.confidence >= 0.8 && criterion.requirement === 'hard',
    )
    .flatMap((criterion) => leavesOf(criterion.when));
  return leavesOf(when).every((coded) =>
    stated.some(({ leaf, negated }) => negated === coded.negated && covers(leaf, coded.leaf, vocabulary)),
  );
}

function covers(text: Leaf, coded: Leaf, { cancers }: Vocabulary): boolean {
  if ('cancer' in text && 'cancer' in coded) {
    const known = (text.cancer.anyOf ?? []).map((ref) => (typeof ref === 'string' ? ref : ref.code));
    return (coded.cancer.anyOf ?? [])
      .map((ref) => (typeof ref === 'string' ? ref : ref.code))
      .every((code) => known.some((other) => cancers.isA(code, other) || cancers.isA(other, code)));
  }
  if ('variant' in text && 'variant' in coded)
    return text.variant.gene === coded.variant.gene && text.variant.is === coded.variant.is;
  if ('expression' in text && 'expression' in coded)
    return text.expression.marker === coded.expression.marker && text.expression.is === coded.expression.is;
  return JSON.stringify(text) === JSON.stringify(coded);
}
