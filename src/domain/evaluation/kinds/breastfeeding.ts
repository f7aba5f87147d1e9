import type { KindCompiler } from '../kind-compiler.js';
import { newestOf, reconcile } from '../newest.js';
import { decided, unknown } from '../verdict.js';

export const breastfeeding: KindCompiler<'breastfeeding'> = () => (patient) => {
  const { profile } = patient;
  if (profile.sex === 'male') {
    const extra = [{ resource: `Patient/${profile.patient}`, path: 'Patient.gender', value: 'male' }];
    return { truth: 'false', recoverable: false, extra };
  }
  const facts = patient.facts('pregnancy').filter(({ is }) => is === 'breastfeeding' || is === 'notBreastfeeding');
  if (facts.length === 0) return unknown('missing', [], { recoverable: true });
  return reconcile(newestOf(facts).map((fact) => decided(fact.is === 'breastfeeding', [fact], { recoverable: true })));
};
