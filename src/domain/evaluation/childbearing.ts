import { dayInterval } from '../logic/day.js';
import { addDuration } from '../logic/duration.js';
import type { PatientContext } from './patient-context.js';
import type { Verdict } from './verdict.js';

/** From this age on neither a pregnancy nor breastfeeding is in question (guidance on contraception ends with 55). */
const BEYOND_CHILDBEARING = { value: 60, unit: 'a' } as const;

/** Men, and women beyond 60, are neither pregnant nor breastfeeding whatever was recorded: false with the field that says so. */
export function beyondChildbearing(patient: PatientContext): Verdict | undefined {
  const { profile } = patient;
  const resource = `Patient/${profile.patient}`;
  if (profile.sex === 'male')
    return { truth: 'false', recoverable: false, extra: [{ resource, path: 'Patient.gender', value: 'male' }] };
  const birth = dayInterval(profile.birthDate);
  if (!birth || !patient.hasCome(addDuration(birth.to, BEYOND_CHILDBEARING).to)) return undefined;
  const value = profile.birthDate ?? '';
  return {
    truth: 'false',
    recoverable: false,
    extra: [{ resource, path: 'Patient.birthDate', value, note: 'over 60' }],
  };
}
