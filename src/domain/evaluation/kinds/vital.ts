import type { VitalParameters } from '../../criteria/model.js';
import { censored, withinRange } from '../../logic/interval.js';
import { all } from '../../logic/truth.js';
import type { VitalFact } from '../../patient/profile.js';
import type { Vocabulary } from '../../vocabulary/vocabulary.js';
import type { KindCompiler } from '../kind-compiler.js';
import { newestOf, reconcile } from '../newest.js';
import type { PatientContext } from '../patient-context.js';
import { freshness, inDays, validDays } from '../staleness.js';
import { decided, supports, unknown, type Verdict } from '../verdict.js';

/** Units that a measure is always given in, where the text names none. */
const customaryUnits: Record<string, string> = {
  bmi: 'kg/m2',
  weight: 'kg',
  systolicBp: 'mm[Hg]',
  diastolicBp: 'mm[Hg]',
  heartRate: '/min',
  spo2: '%',
  lvef: '%',
  qtc: 'ms',
};

const cardiac = new Set(['lvef', 'qtc', 'jtc', 'qtcf', 'qtcb']);

const sameFormula = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

function inUnit(value: number, from: string, to: string, { units }: Vocabulary): number | undefined {
  const source = units.normalize(from) ?? from;
  const target = units.normalize(to) ?? to;
  return source === target ? value : units.convert(value, source, target);
}

function judgeOne(fact: VitalFact, p: VitalParameters, vocabulary: Vocabulary): Verdict {
  const unit = p.unit ?? customaryUnits[p.measure];
  const value = unit === undefined ? undefined : inUnit(fact.value, fact.unit, unit, vocabulary);
  const otherFormula = p.formula !== undefined && !sameFormula(fact.formula ?? '', p.formula);
  if (value === undefined || otherFormula) return unknown('incomparable', [fact], { recoverable: true });
  const truth = withinRange(censored(value, fact.comparator), { ...(p.min && { min: p.min }), ...(p.max && { max: p.max }) }); // prettier-ignore
  return truth === 'unknown'
    ? unknown('incomparable', [fact], { recoverable: true })
    : decided(truth === 'true', [fact], { recoverable: true });
}

/** Body mass index from the newest weight and height, where none is recorded. */
function derivedBmi(patient: PatientContext): VitalFact[] {
  const newest = (measure: string, unit: string): { fact: VitalFact; value: number } | undefined => {
    const [fact] = patient.facts('vital').filter((one) => one.measure === measure);
    const value = fact && inUnit(fact.value, fact.unit, unit, patient.vocabulary);
    return fact && value !== undefined ? { fact, value } : undefined;
  };
  const weight = newest('weight', 'kg');
  const height = newest('height', 'cm');
  if (!weight || !height || height.value <= 0) return [];
  const value = weight.value / (height.value / 100) ** 2;
  const recorded = `BMI ${value.toFixed(1)} from ${weight.value} kg and ${height.value} cm`;
  return [{ ...weight.fact, measure: 'bmi', value, unit: 'kg/m2', recorded }];
}

/** A vital sign or a heart measurement, newest first. With `sex` the leaf asks for both: the sex and the value. */
export const vital: KindCompiler<'vital'> = (p, vocabulary) => {
  const window = p.within ?? inDays(cardiac.has(p.measure) ? validDays.cardiacFunction : validDays.vital);
  const judgeValue = (patient: PatientContext): Verdict => {
    const recorded = patient.facts('vital').filter((fact) => fact.measure === p.measure);
    const facts = recorded.length === 0 && p.measure === 'bmi' ? derivedBmi(patient) : recorded;
    if (facts.length === 0) return unknown('missing', [], { recoverable: true });
    const usable = p.formula === undefined ? facts : facts.filter((fact) => sameFormula(fact.formula ?? '', p.formula ?? '')); // prettier-ignore
    const pool = usable.length > 0 ? usable : facts;
    const fresh = pool.filter((fact) => {
      const age = freshness(fact, patient, window);
      return age === 'fresh' || (age === 'undated' && p.within === undefined);
    });
    if (fresh.length === 0) return unknown('stale', newestOf(pool), { recoverable: true });
    return reconcile(newestOf(fresh).map((fact) => judgeOne(fact, p, vocabulary)));
  };
  return (patient) => {
    const verdict = judgeValue(patient);
    if (p.sex === undefined) return verdict;
    const { sex, patient: id } = patient.profile;
    const known = sex === 'female' || sex === 'male';
    const ofSex = !known ? 'unknown' : sex === p.sex ? 'true' : 'false';
    const extra = known ? [{ resource: `Patient/${id}`, path: 'Patient.gender', value: sex }] : [];
    if (ofSex === 'false') return { truth: 'false', recoverable: false, extra };
    const truth = all([verdict.truth, ofSex]);
    if (truth !== 'unknown' || verdict.truth === 'unknown') return { ...verdict, extra };
    return unknown('missing', [], { support: supports([]), recoverable: false });
  };
};
