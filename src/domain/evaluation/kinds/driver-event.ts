import type { DriverEventParameters, VariantParameters } from '../../criteria/model.js';
import { all, any, type Truth } from '../../logic/truth.js';
import type { Vocabulary } from '../../vocabulary/vocabulary.js';
import { cancerMatcher, currentCancers } from '../cancers.js';
import { reasonOfVerdicts } from '../decision.js';
import type { KindCompiler } from '../kind-compiler.js';
import { unknown } from '../verdict.js';
import { variant } from './variant.js';

const codeOf = (cancer: NonNullable<DriverEventParameters['cancer']>): string =>
  typeof cancer === 'string' ? cancer : cancer.code;

/** The alterations asked for: those of the versioned list, and any oncogenic one of a gene that the list does not hold. */
function alterationsOf(p: DriverEventParameters, { drivers }: Vocabulary): VariantParameters[] {
  const listed = drivers?.driversOf(p.cancer === undefined ? undefined : codeOf(p.cancer)) ?? [];
  const wanted = listed.filter(
    (driver) =>
      (!p.genes || p.genes.includes(driver.gene)) &&
      !p.exceptGenes?.includes(driver.gene) &&
      (p.therapy === undefined || driver.approvedLine !== undefined) &&
      (p.line === undefined || (driver.approvedLine ?? Infinity) <= p.line),
  );
  const known = new Set(wanted.map(({ gene }) => gene));
  const others = p.therapy === undefined ? (p.genes ?? []).filter((gene) => !known.has(gene)) : [];
  return [
    ...wanted.map(({ gene, alteration }): VariantParameters => ({ gene, alteration, is: 'present' })),
    ...others.map((gene): VariantParameters => ({ gene, alteration: { type: 'oncogenic' }, is: 'present' })),
  ];
}

/** An alteration that drives the cancer. That there is none needs every gene of the list to have been tested. */
export const driverEvent: KindCompiler<'driverEvent'> = (p, vocabulary) => {
  const judges = alterationsOf(p, vocabulary).map((alteration) => variant(alteration, vocabulary));
  const isAsked = p.cancer === undefined ? undefined : cancerMatcher([p.cancer], vocabulary.cancers);
  const note = `driver list ${vocabulary.drivers?.version ?? 'missing'}`;
  return (patient) => {
    if (judges.length === 0) return unknown('ambiguousMapping');
    const verdicts = judges.map((judge) => judge(patient));
    const event = any(verdicts.map((verdict) => verdict.truth));
    const ofCancer: Truth = isAsked ? any(currentCancers(patient).map(isAsked)) : 'true';
    const truth = all([event, ofCancer]);
    const deciding = verdicts.filter((verdict) => verdict.truth === event);
    const support = deciding.flatMap((verdict) => verdict.support ?? []).map((one) => ({ ...one, note }));
    if (truth !== 'unknown') return { truth, support, recoverable: false };
    return { truth, reason: event === 'unknown' ? reasonOfVerdicts(deciding) : 'missing', support, recoverable: true };
  };
};
