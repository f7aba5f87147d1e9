import type { Bound } from '../../criteria/model.js';
import { addDuration } from '../../logic/duration.js';
import { dayInterval, type Day } from '../../logic/day.js';
import { all, type Truth } from '../../logic/truth.js';
import type { KindCompiler } from '../kind-compiler.js';
import type { PatientContext } from '../patient-context.js';
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
  asOf: Day,
  extra: number,
): Judged {
  const duration = { value: age, unit };
  const earliest = addDuration(birth.from, duration).from + extra;
  const latest = addDuration(birth.to, duration).from + extra;
  const truth = asOf >= latest ? 'true' : asOf < earliest ? 'false' : 'unknown';
  return { truth, turnsOn: latest };
}

/** "At most 75 years" holds until the 76th birthday: an age is counted in completed units. A fraction is meant exactly. */
function outgrownAt(max: Bound): { age: number; extra: number } {
  if (!max.inclusive) return { age: max.value, extra: 0 };
  return Number.isInteger(max.value) ? { age: max.value + 1, extra: 0 } : { age: max.value, extra: 1 };
}

/** A birth date of year or month precision gives every age it can mean; on a boundary that is unknown. */
export const age: KindCompiler<'age'> = ({ min, max, unit }) => {
  return (patient: PatientContext): Verdict => {
    const recorded = patient.profile.birthDate;
    const birth = dayInterval(recorded);
    if (recorded === undefined || !birth) return { truth: 'unknown', reason: 'missing' };
    const old = min && reached(birth, min.value, unit, patient.asOf, min.inclusive ? 0 : 1);
    const bound = max && outgrownAt(max);
    const tooOld = bound && reached(birth, bound.age, unit, patient.asOf, bound.extra);
    const young: Truth = !tooOld
      ? 'true'
      : tooOld.truth === 'true'
        ? 'false'
        : tooOld.truth === 'false'
          ? 'true'
          : 'unknown';
    const truth = all([old?.truth ?? 'true', young]);
    const turnsOn =
      truth === 'true' ? tooOld?.turnsOn : truth === 'false' && young !== 'false' ? old?.turnsOn : undefined;
    return {
      truth,
      ...(truth === 'unknown' && { reason: 'missing' as const }),
      ...(turnsOn !== undefined && { turnsOn }),
      recoverable: turnsOn !== undefined,
      extra: [{ resource: `Patient/${patient.profile.patient}`, path: 'Patient.birthDate', value: recorded }],
    };
  };
};
