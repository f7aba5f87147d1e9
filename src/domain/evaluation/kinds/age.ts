import type { Bound } from '../../criteria/model.js';
import type { Clock } from '../../logic/clock.js';
import { addDuration } from '../../logic/duration.js';
import { dayInterval, type Day, type DayInterval } from '../../logic/day.js';
import { not, type Truth } from '../../logic/truth.js';
import type { KindCompiler } from '../kind-compiler.js';
import type { PatientContext } from '../patient-context.js';
import type { Evidence } from '../outcome.js';
import type { Verdict } from '../verdict.js';

interface Judged {
  truth: Truth;
  turnsOn?: Day;
}

/** Reached on the day of an age: from that day on, or for an exclusive bound from the day after it. */
function reached(
  birth: { from: Day; to: Day },
  age: number,
  unit: 'a' | 'mo' | 'wk' | 'd',
  clock: Clock,
  extra: number,
): Judged {
  const duration = { value: age, unit };
  const earliest = addDuration(birth.from, duration).from + extra;
  const latest = birth.from === birth.to ? earliest : addDuration(birth.to, duration).from + extra;
  const truth = clock.hasCome(latest) ? 'true' : clock.hasCome(earliest) ? 'unknown' : 'false';
  return { truth, turnsOn: latest };
}

/** "At most 75 years" holds until the 76th birthday: an age is counted in completed units. A fraction is meant exactly. */
function outgrownAt(max: Bound): { age: number; extra: number } {
  if (!max.inclusive) return { age: max.value, extra: 0 };
  return Number.isInteger(max.value) ? { age: max.value + 1, extra: 0 } : { age: max.value, extra: 1 };
}

interface Birth {
  days: DayInterval;
  evidence: readonly Evidence[];
}

/** The days of birth with the evidence that every age rests on, made once per patient. */
const birthOf = (patient: PatientContext): Birth | undefined =>
  patient.memo('birth', () => {
    const { birthDate, patient: id } = patient.profile;
    const days = dayInterval(birthDate);
    if (birthDate === undefined || !days) return undefined;
    return { days, evidence: [{ resource: `Patient/${id}`, path: 'Patient.birthDate', value: birthDate }] };
  });

/** A birth date of year or month precision gives every age it can mean; on a boundary that is unknown. */
export const age: KindCompiler<'age'> = ({ min, max, unit }) => {
  const bound = max && outgrownAt(max);
  return (patient: PatientContext): Verdict => {
    const birth = birthOf(patient);
    if (!birth) return { truth: 'unknown', reason: 'missing' };
    const old = min && reached(birth.days, min.value, unit, patient, min.inclusive ? 0 : 1);
    const tooOld = bound && reached(birth.days, bound.age, unit, patient, bound.extra);
    const young: Truth = tooOld ? not(tooOld.truth) : 'true';
    const oldEnough: Truth = old ? old.truth : 'true';
    const extra = birth.evidence;
    if (oldEnough === 'true' && young === 'true') return turning('true', tooOld?.turnsOn, extra);
    if (young === 'false') return turning('false', undefined, extra);
    if (oldEnough === 'false') return turning('false', old?.turnsOn, extra);
    return { truth: 'unknown', reason: 'missing', recoverable: false, extra };
  };
};

const turning = (truth: Truth, turnsOn: Day | undefined, extra: readonly Evidence[]): Verdict =>
  turnsOn === undefined ? { truth, recoverable: false, extra } : { truth, turnsOn, recoverable: true, extra };
