import type { SupportiveCareParameters } from '../../criteria/model.js';
import { dayInterval } from '../../logic/day.js';
import { all, any, type Truth } from '../../logic/truth.js';
import type { FindingFact, MedicationFact, ProcedureFact } from '../../patient/profile.js';
import type { Vocabulary } from '../../vocabulary/vocabulary.js';
import { findingsOf } from '../findings.js';
import type { KindCompiler } from '../kind-compiler.js';
import { judgeList, type Entry } from '../list-kind.js';
import { factDays, type PatientContext } from '../patient-context.js';
import { inWindow } from '../window.js';

/** Procedures and classes of drugs that are the care asked for; a transfusion without its product may be any. */
const means: Record<
  string,
  { procedures: readonly string[]; coarser?: readonly string[]; classes?: readonly string[] }
> = {
  dialysis: { procedures: ['dialysis', 'hemodialysis', 'peritonealDialysis'] },
  erythrocyteTransfusion: { procedures: ['erythrocyteTransfusion'], coarser: ['transfusion'] },
  plateletTransfusion: { procedures: ['plateletTransfusion'], coarser: ['transfusion'] },
  transfusion: { procedures: ['transfusion', 'erythrocyteTransfusion', 'plateletTransfusion'] },
  hematopoieticSupport: {
    procedures: ['transfusion', 'erythrocyteTransfusion', 'plateletTransfusion'],
    classes: ['growthFactor', 'gcsf', 'gmcsf', 'esa', 'thrombopoietinAgonist'],
  },
  growthFactor: { procedures: [], classes: ['growthFactor', 'gcsf', 'gmcsf'] },
};

const isOf = (fact: MedicationFact, classes: readonly string[], { drugs }: Vocabulary): boolean => {
  const own = [...fact.classes, ...fact.agents.flatMap((agent) => drugs.classesOf(agent.toLowerCase()))];
  return classes.some((asked) => own.some((one) => one === asked || drugs.isClass(one, asked)));
};

type Care = ProcedureFact | MedicationFact | FindingFact;

function isOngoing(fact: Care): Truth {
  if (fact.kind === 'medication') return fact.active ? 'true' : 'false';
  return fact.kind === 'finding' && fact.value === 'ongoing' ? 'true' : 'unknown';
}

function entryOf(fact: Care, is: Truth, p: SupportiveCareParameters, patient: PatientContext): Entry {
  const end = fact.kind === 'medication' ? dayInterval(fact.end) : undefined;
  const last =
    fact.kind === 'medication' && fact.active ? { from: patient.asOf, to: patient.asOf } : (end ?? factDays(fact));
  const window = inWindow(last, { ...(p.within && { within: p.within }) }, patient);
  const parts = [is, window.truth, ...(p.ongoing ? [isOngoing(fact)] : [])];
  return { fact, truth: all(parts), ...(window.turnsOn !== undefined && { turnsOn: window.turnsOn }) };
}

export const supportiveCare: KindCompiler<'supportiveCare'> = (p) => {
  const { procedures, coarser = [], classes = [] } = means[p.type] ?? { procedures: [p.type] };
  return (patient) => {
    const entries = [
      ...patient.facts('procedure').map((fact): Entry => {
        const is: Truth = any([procedures.includes(fact.procedure) ? 'true' : 'false', coarser.includes(fact.procedure) ? 'unknown' : 'false']); // prettier-ignore
        return entryOf(fact, is, p, patient);
      }),
      ...patient.facts('medication').map((fact) => entryOf(fact, isOf(fact, classes, patient.vocabulary) ? 'true' : 'false', p, patient)), // prettier-ignore
      ...findingsOf(patient, `supportiveCare:${p.type}`).map((fact) => entryOf(fact, fact.value === false ? 'false' : 'true', p, patient)), // prettier-ignore
    ];
    return judgeList('supportiveCare', patient, entries, true);
  };
};
