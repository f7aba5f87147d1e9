import type { LesionBurdenParameters } from '../../criteria/model.js';
import { point, withinRange } from '../../logic/interval.js';
import { all } from '../../logic/truth.js';
import type { Fact, FindingFact } from '../../patient/profile.js';
import { findingsOf, judgeFinding } from '../findings.js';
import type { KindCompiler } from '../kind-compiler.js';
import { judgeNewest } from '../newest.js';
import type { PatientContext } from '../patient-context.js';
import { isSite } from '../sites.js';
import { decided, supports, unknown, type Verdict } from '../verdict.js';

const at = (topic: string, location: string | undefined): string =>
  location === undefined ? topic : `${topic}:${location}`;

function judgeNumber(facts: readonly FindingFact[], judge: (value: number) => 'true' | 'false' | 'unknown'): Verdict {
  return judgeNewest(facts, (fact) => {
    const truth = typeof fact.value === 'number' ? judge(fact.value) : 'unknown';
    return truth === 'unknown'
      ? unknown('incomparable', [fact], { recoverable: true })
      : decided(truth === 'true', [fact]);
  });
}

/** Lesions as counted in a report; metastases on record are at least so many, never at most. */
function judgeLesions(patient: PatientContext, p: LesionBurdenParameters): Verdict {
  const range = p.lesions ?? {};
  const counted = findingsOf(patient, at('lesionCount', p.location));
  if (counted.length > 0) return judgeNumber(counted, (value) => withinRange(point(value), range));
  const present = patient.facts('metastasis').filter((fact) => fact.present !== false && (p.location === undefined || isSite(fact.site, p.location) === 'true')); // prettier-ignore
  const truth = withinRange({ low: Math.min(present.length, 1), high: Infinity }, range);
  return truth === 'unknown' ? unknown('missing', present) : decided(truth === 'true', present);
}

/** Involved sites: each site of spread on record is one; that there are no others only a report can say. */
function judgeSites(patient: PatientContext, p: LesionBurdenParameters): Verdict {
  const range = p.sites ?? {};
  const counted = findingsOf(patient, 'siteCount');
  if (counted.length > 0) return judgeNumber(counted, (value) => withinRange(point(value), range));
  const present = patient.facts('metastasis').filter((fact) => fact.present !== false && fact.site !== 'unspecified');
  const truth = withinRange({ low: new Set(present.map(({ site }) => site)).size, high: Infinity }, range);
  return truth === 'unknown' ? unknown('missing', present) : decided(truth === 'true', present);
}

/**
 * Size of the largest lesion: findings `tumorSizeMm`, in millimetres. A dimension of it (its length, its depth) has a finding
 * of its own, `tumorSizeMm:<dimension>`, and is at most the size.
 */
function judgeSize(patient: PatientContext, size: NonNullable<LesionBurdenParameters['size']>): Verdict {
  const own = size.dimension === undefined ? [] : findingsOf(patient, `tumorSizeMm:${size.dimension}`);
  const facts = own.length > 0 ? own : findingsOf(patient, 'tumorSizeMm');
  const isBound = size.dimension !== undefined && own.length === 0;
  if (facts.length === 0) return unknown('missing', [], { recoverable: true });
  const { units } = patient.vocabulary;
  return judgeNumber(facts, (millimetres) => {
    const value = size.unit === 'mm' ? millimetres : units.convert(millimetres, 'mm', size.unit);
    return value === undefined ? 'unknown' : withinRange(isBound ? { low: 0, high: value } : point(value), { ...(size.min && { min: size.min }), ...(size.max && { max: size.max }) }); // prettier-ignore
  });
}

export const lesionBurden: KindCompiler<'lesionBurden'> = (p) => (patient) => {
  const verdicts: Verdict[] = [];
  if (p.lesions) verdicts.push(judgeLesions(patient, p));
  if (p.sites) verdicts.push(judgeSites(patient, p));
  if (p.size) verdicts.push(judgeSize(patient, p.size));
  if (p.extensive) verdicts.push(judgeFinding(patient, at('extensiveDisease', p.location), 'missing', true));
  if (p.relation !== undefined) verdicts.push(judgeFinding(patient, `lesion:${p.relation}:${p.structure ?? ''}`, 'missing', true)); // prettier-ignore
  const truth = all(verdicts.map((verdict) => verdict.truth));
  const deciding = verdicts.filter((verdict) => verdict.truth === truth);
  const facts: Fact[] = deciding.flatMap((verdict) => (verdict.support ?? []).map(({ fact }) => fact));
  if (truth === 'unknown') return unknown(deciding[0]?.reason ?? 'missing', facts, { recoverable: true });
  return { truth, support: supports(facts), recoverable: false };
};
