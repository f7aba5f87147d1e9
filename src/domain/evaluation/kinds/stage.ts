import type { StageParameters } from '../../criteria/model.js';
import type { StageFact } from '../../patient/profile.js';
import { disseminationOf, type Dissemination } from '../dissemination.js';
import type { KindCompiler } from '../kind-compiler.js';
import { newestOf, reconcile } from '../newest.js';
import type { PatientContext } from '../patient-context.js';
import { comparableSystems, isAnatomic, romanStage, stageIn } from '../stages.js';
import { decided, supports, unknown, type Verdict } from '../verdict.js';

/** What a leaf asks for beside the groups: leaves that ask the same look at the same stages. */
type StageQuestion = Pick<StageParameters, 'basis' | 'system'>;

interface StagesFound {
  ofBasis: readonly StageFact[];
  /** The newest that can be compared. */
  newest: readonly StageFact[];
  /** Whether the disease has spread since, where the newest stages say that it had not. */
  spread?: Dissemination;
}

const stagesFor = (patient: PatientContext, { basis, system }: StageQuestion): StagesFound =>
  patient.memo(`stages ${basis} ${system}`, () => {
    const all = patient.facts('stage');
    const ofBasis = basis === undefined ? all : all.filter((fact) => fact.basis === basis || fact.basis === 'unspecified'); // prettier-ignore
    const newest = newestOf(ofBasis.filter((fact) => comparableSystems(fact.system, system)));
    // A tumour staged I to III that has since spread is neither surely its old stage nor, by the book, stage IV.
    const local = newest.length > 0 && newest.every((fact) => isAnatomic(fact.system) && ['0', 'I', 'II', 'III'].includes(romanStage(fact.group) ?? '')); // prettier-ignore
    return { ofBasis, newest, ...(local && { spread: disseminationOf(patient) }) };
  });

/** Equal for records that answer all leaves of the question alike, as far as they are no empty record. */
export function stageStanding(question: StageQuestion): (patient: PatientContext) => string | undefined {
  return (patient) => {
    const { ofBasis, newest, spread } = stagesFor(patient, question);
    if (ofBasis.length === 0) return undefined;
    return `${newest.map(({ group, edition = '' }) => `${group} ${edition}`).join('|')} ${spread?.truth}`;
  };
}

export const stage: KindCompiler<'stage'> = (parameters) => {
  const { anyOf, edition } = parameters;
  const judge = (fact: StageFact): Verdict => {
    if (edition !== undefined && fact.edition !== undefined && fact.edition !== edition)
      return unknown('incomparable', [fact]);
    const truth = stageIn(fact.group, anyOf);
    return truth === 'unknown' ? unknown('ambiguousMapping', [fact]) : decided(truth === 'true', [fact]);
  };
  return (patient) => {
    const { ofBasis, newest, spread } = stagesFor(patient, parameters);
    if (newest.length === 0) return unknown(ofBasis.length > 0 ? 'incomparable' : 'missing', ofBasis);
    const verdict = reconcile(newest.map(judge));
    if (spread?.truth === 'true') {
      const asFour = stageIn('IV', anyOf);
      if (asFour !== verdict.truth)
        return { truth: 'unknown', reason: 'conflicting', support: [...supports(newest), ...supports(spread.facts)] };
    }
    return verdict;
  };
};
