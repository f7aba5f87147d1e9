import { dayInterval } from '../../logic/day.js';
import { addDuration } from '../../logic/duration.js';
import type { PregnancyFact } from '../../patient/profile.js';
import type { KindCompiler } from '../kind-compiler.js';
import { newestOf, reconcile } from '../newest.js';
import type { PatientContext } from '../patient-context.js';
import { freshness, inDays, validDays } from '../staleness.js';
import { decided, unknown, type Verdict } from '../verdict.js';

/** From this age on a pregnancy is out of the question (guidance on contraception ends with 55). */
const BEYOND_CHILDBEARING = { value: 60, unit: 'a' } as const;

/** Men, and women beyond 60, cannot be pregnant whatever was tested. */
function ruledOut(patient: PatientContext): Verdict | undefined {
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

const lasting = new Set<PregnancyFact['is']>(['postmenopausal', 'sterile']);

export const pregnancy: KindCompiler<'pregnancy'> = ({ is = 'pregnant' }) => {
  const window = inDays(validDays.pregnancyTest);
  return (patient) => {
    const excluded = ruledOut(patient);
    if (excluded) return excluded;
    const facts = patient.facts('pregnancy');
    const infertile = facts.filter((fact) => lasting.has(fact.is));
    if (infertile.length > 0) return decided(false, infertile, { recoverable: false });
    const able = facts.filter((fact) => fact.is === 'pregnant' || fact.is === 'breastfeeding');
    if (is === 'childbearingPotential')
      return able.length > 0 ? decided(true, newestOf(able), { recoverable: false }) : unknown('missing', []);
    const tests = facts.filter((fact) => fact.is === 'pregnant' || fact.is === 'notPregnant');
    if (tests.length === 0) return unknown('missing', [], { recoverable: true });
    const fresh = tests.filter((fact) => freshness(fact, patient, window) !== 'stale');
    if (fresh.length === 0) return unknown('stale', newestOf(tests), { recoverable: true });
    return reconcile(newestOf(fresh).map((fact) => decided(fact.is === 'pregnant', [fact], { recoverable: true })));
  };
};
