import { beyondChildbearing } from '../childbearing.js';
import type { KindCompiler } from '../kind-compiler.js';
import { newestOf, reconcile } from '../newest.js';
import { decided, unknown } from '../verdict.js';

export const breastfeeding: KindCompiler<'breastfeeding'> = () => (patient) => {
  const excluded = beyondChildbearing(patient);
  if (excluded) return excluded;
  const facts = patient.facts('pregnancy').filter(({ is }) => is === 'breastfeeding' || is === 'notBreastfeeding');
  if (facts.length === 0) return unknown('missing', [], { recoverable: true });
  return reconcile(newestOf(facts).map((fact) => decided(fact.is === 'breastfeeding', [fact], { recoverable: true })));
};
