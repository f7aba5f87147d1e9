import { all, any, type Truth } from '../../logic/truth.js';
import type { FindingFact } from '../../patient/profile.js';
import { findingsOf } from '../findings.js';
import type { KindCompiler } from '../kind-compiler.js';
import { factDays, type PatientContext } from '../patient-context.js';
import { supports, unknown } from '../verdict.js';
import { inWindow } from '../window.js';

/** Participation as recorded: findings `trial:current` and `trial:past` with the trial's identifier, or false for none. */
function entriesOf(patient: PatientContext, is: 'current' | 'ever'): readonly FindingFact[] {
  const current = findingsOf(patient, 'trial:current');
  return is === 'current' ? current : [...current, ...findingsOf(patient, 'trial:past')];
}

export const trialParticipation: KindCompiler<'trialParticipation'> = ({ trial, is, within }) => {
  return (patient) => {
    const facts = entriesOf(patient, is);
    const truths = facts.map((fact): Truth => {
      if (fact.value === false || fact.value === 'none') return 'false';
      const same: Truth = trial === undefined || fact.value === trial ? 'true' : 'false';
      return all([same, inWindow(factDays(fact), { ...(within && { within }) }, patient).truth]);
    });
    const truth = any(truths);
    const deciding = facts.filter((_, i) => truths[i] === truth);
    if (facts.length === 0) return unknown('missing', [], { recoverable: true });
    if (truth === 'unknown') return unknown('missing', deciding, { recoverable: true });
    // Another trial on record does not say that there was no other.
    const denied = deciding.some(({ value }) => value === false || value === 'none');
    if (truth === 'false' && !denied) return unknown('missing', deciding, { recoverable: true });
    return { truth, support: supports(deciding), recoverable: is === 'current' || within !== undefined };
  };
};
