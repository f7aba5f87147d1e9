import type { StageFact } from '../../patient/profile.js';
import { disseminationOf } from '../dissemination.js';
import type { KindCompiler } from '../kind-compiler.js';
import { newestOf, reconcile } from '../newest.js';
import { comparableSystems, isAnatomic, romanStage, stageIn } from '../stages.js';
import { decided, supports, unknown, type Verdict } from '../verdict.js';

export const stage: KindCompiler<'stage'> = ({ anyOf, system, edition, basis }) => {
  const judge = (fact: StageFact): Verdict => {
    if (edition !== undefined && fact.edition !== undefined && fact.edition !== edition)
      return unknown('incomparable', [fact]);
    const truth = stageIn(fact.group, anyOf);
    return truth === 'unknown' ? unknown('ambiguousMapping', [fact]) : decided(truth === 'true', [fact]);
  };
  return (patient) => {
    const all = patient.facts('stage');
    const ofBasis = basis === undefined ? all : all.filter((fact) => fact.basis === basis || fact.basis === 'unspecified'); // prettier-ignore
    const comparable = ofBasis.filter((fact) => comparableSystems(fact.system, system));
    if (comparable.length === 0) return unknown(ofBasis.length > 0 ? 'incomparable' : 'missing', ofBasis);
    const newest = newestOf(comparable);
    const verdict = reconcile(newest.map(judge));
    // A tumour staged I to III that has since spread is neither surely its old stage nor, by the book, stage IV.
    const local = newest.every((fact) => isAnatomic(fact.system) && ['0', 'I', 'II', 'III'].includes(romanStage(fact.group) ?? '')); // prettier-ignore
    const spread = local ? disseminationOf(patient) : undefined;
    if (spread?.truth === 'true') {
      const asFour = stageIn('IV', anyOf);
      if (asFour !== verdict.truth)
        return { truth: 'unknown', reason: 'conflicting', support: [...supports(newest), ...supports(spread.facts)] };
    }
    return verdict;
  };
};
