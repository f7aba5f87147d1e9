import type { AgeParameters, Bound } from '../../criteria/model.js';
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

/** An age limit: so many days after it is reached. */
export interface Limit {
  duration: { value: number; unit: 'a' | 'mo' | 'wk' | 'd' };
  /** Of the duration. */
  name: string;
  extra: number;
}

const limit = (value: number, unit: Limit['duration']['unit'], extra: number): Limit => ({
  duration: { value, unit },
  name: `${value} ${unit}`,
  extra,
});

function daysOf(birth: DayInterval, duration: Limit['duration']): DayInterval {
  const from = addDuration(birth.from, duration).from;
  return { from, to: birth.from === birth.to ? from : addDuration(birth.to, duration).from };
}

/** The days on one of which an age is reached. */
function daysOfReaching(birth: Birth, { name, duration }: Limit): DayInterval {
  let days = birth.reached.get(name);
  if (!days) birth.reached.set(name, (days = daysOf(birth.days, duration)));
  return days;
}

/** Reached on the day of an age: from that day on, or for an exclusive bound from the day after it. */
const truthOfReaching = ({ from, to }: DayInterval, extra: number, clock: Clock): Truth =>
  clock.hasCome(to + extra) ? 'true' : clock.hasCome(from + extra) ? 'unknown' : 'false';

function reached(birth: Birth, limit: Limit, clock: Clock): Judged {
  const days = daysOfReaching(birth, limit);
  return { truth: truthOfReaching(days, limit.extra, clock), turnsOn: days.to + limit.extra };
}

/** "At most 75 years" holds until the 76th birthday: an age is counted in completed units. A fraction is meant exactly. */
function outgrownAt(max: Bound, unit: Limit['duration']['unit']): Limit {
  if (!max.inclusive) return limit(max.value, unit, 0);
  return Number.isInteger(max.value) ? limit(max.value + 1, unit, 0) : limit(max.value, unit, 1);
}

/** The days on which the limits of an age criterion are reached; see `reached`. */
export function ageLimits({ min, max, unit }: AgeParameters): Limit[] {
  return [...(min ? [limit(min.value, unit, min.inclusive ? 0 : 1)] : []), ...(max ? [outgrownAt(max, unit)] : [])];
}

/** Which limits a patient has reached, one letter each; undefined without a birth date. Equal for equal answers to all of them. */
export function standingOfAge(patient: PatientContext, limits: readonly Limit[]): string | undefined {
  const birth = birthOf(patient);
  if (!birth) return undefined;
  let standing = '';
  for (const one of limits) standing += truthOfReaching(daysOfReaching(birth, one), one.extra, patient).charAt(0);
  return standing;
}

interface Birth {
  days: DayInterval;
  evidence: readonly Evidence[];
  /** Days on which an age is reached, by its name: trials have many limits and few of them differ. */
  reached: Map<string, DayInterval>;
}

/** The days of birth with the evidence that every age rests on, made once per patient. */
const birthOf = (patient: PatientContext): Birth | undefined =>
  patient.memo('birth', () => {
    const { birthDate, patient: id } = patient.profile;
    const days = dayInterval(birthDate);
    if (birthDate === undefined || !days) return undefined;
    const evidence = [{ resource: `Patient/${id}`, path: 'Patient.birthDate', value: birthDate }];
    return { days, evidence, reached: new Map<string, DayInterval>() };
  });

/** A birth date of year or month precision gives every age it can mean; on a boundary that is unknown. */
export const age: KindCompiler<'age'> = ({ min, max, unit }) => {
  const least = min && limit(min.value, unit, min.inclusive ? 0 : 1);
  const most = max && outgrownAt(max, unit);
  return (patient: PatientContext): Verdict => {
    const birth = birthOf(patient);
    if (!birth) return { truth: 'unknown', reason: 'missing' };
    const old = least && reached(birth, least, patient);
    const tooOld = most && reached(birth, most, patient);
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
