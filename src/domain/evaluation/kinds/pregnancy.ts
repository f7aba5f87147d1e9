import type { PregnancyFact } from '../../patient/profile.js';
import { beyondChildbearing } from '../childbearing.js';
import type { KindCompiler } from '../kind-compiler.js';
import { newestOf, reconcile } from '../newest.js';
import { freshness, inDays, validDays } from '../staleness.js';
import { decided, unknown } from '../verdict.js';

const lasting = new Set<PregnancyFact['is']>(['postmenopausal', 'sterile']);

export const pregnancy: KindCompiler<'pregnancy'> = ({ is = 'pregnant' }) => {
  const window = inDays(validDays.pregnancyTest);
  return (patient) => {
    const excluded = beyondChildbearing(patient);
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
