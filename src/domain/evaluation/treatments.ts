import type { TherapySelection } from '../criteria/model.js';
import { dayInterval, type Day, type DayInterval } from '../logic/day.js';
import { all, any, type Truth } from '../logic/truth.js';
import type { ProcedureFact, TherapyFact } from '../patient/profile.js';
import type { DrugVocabulary, Vocabulary } from '../vocabulary/vocabulary.js';
import { withCombinations } from './combinations.js';
import { namesFormulation } from './drugs-taken.js';
import type { PatientContext } from './patient-context.js';
import { ownValue } from '../logic/own-value.js';

/** One treatment of the cancer, whether recorded as a course of therapy or as a procedure. */
export interface Treatment {
  fact: TherapyFact | ProcedureFact;
  agents: readonly string[];
  classes: readonly string[];
  modalities: readonly string[];
  start?: DayInterval;
  /** When it last was given; an interval up to today where the record gives no end. */
  lastGiven?: DayInterval;
  ongoing: boolean;
  result?: string;
  setting?: string;
  intent?: string;
  line?: number;
  site?: string;
  cycles?: number;
}

const modalityNames: Record<string, string> = {
  radiotherapy: 'radiation',
  hormonal: 'endocrine',
  hormonetherapy: 'endocrine',
  targetedtherapy: 'targeted',
  stemcelltransplant: 'transplant',
};

const modality = (name: string): string => ownValue(modalityNames, name.toLowerCase()) ?? name;

const systemic: ReadonlySet<string> = new Set([
  'systemic',
  'chemotherapy',
  'immunotherapy',
  'targeted',
  'endocrine',
  'cellTherapy',
  'biologic',
  'vaccine',
  'radiopharmaceutical',
  'antibodyDrugConjugate',
]);

const local: ReadonlySet<string> = new Set([
  'radiation',
  'surgery',
  'ablation',
  'embolization',
  'locoregional',
  'local',
]);

export const isSystemic = (treatment: Treatment): Truth =>
  any(
    treatment.modalities.map((name) =>
      systemic.has(name) ? 'true' : local.has(name) || name === 'transplant' ? 'false' : 'unknown',
    ),
  );

function lastGiven(fact: TherapyFact, asOf: Day): DayInterval | undefined {
  const end = dayInterval(fact.end);
  if (end) return end;
  if (fact.ongoing) return { from: asOf, to: asOf };
  const start = dayInterval(fact.start);
  // Begun and not known to have ended: the last dose may have been given on any day since.
  if (start) return { from: start.from, to: Math.max(start.to, asOf) };
  return dayInterval(fact.date);
}

const unique = (items: readonly string[]): string[] => [...new Set(items)];

function fromTherapy(fact: TherapyFact, asOf: Day, drugs: DrugVocabulary): Treatment {
  const agents = fact.agents.map((agent) => agent.toLowerCase());
  const start = dayInterval(fact.start ?? fact.date);
  const last = lastGiven(fact, asOf);
  return {
    fact,
    agents,
    classes: unique([...fact.classes, ...agents.flatMap((agent) => drugs.classesOf(agent))]),
    modalities: unique([fact.modality, ...agents.flatMap((agent) => drugs.modalityOf(agent) ?? [])].map(modality)),
    ...(start && { start }),
    ...(last && { lastGiven: last }),
    ongoing: fact.ongoing === true,
    ...(fact.result !== undefined && { result: fact.result }),
    ...(fact.setting !== undefined && { setting: fact.setting }),
    ...(fact.intent !== undefined && { intent: fact.intent }),
    ...(fact.line !== undefined && { line: fact.line }),
    ...(fact.site !== undefined && { site: fact.site }),
    ...(fact.cycles !== undefined && { cycles: fact.cycles }),
  };
}

const treating: ReadonlySet<string> = new Set(['surgery', 'radiation', 'transplant', 'ablation', 'embolization', 'cellTherapy']); // prettier-ignore

function fromProcedure(fact: ProcedureFact): Treatment {
  const day = dayInterval(fact.date);
  return {
    fact,
    agents: [],
    classes: [],
    modalities: [modality(fact.procedure)],
    ...(day && { start: day, lastGiven: day }),
    ongoing: false,
    ...(fact.site !== undefined && { site: fact.site }),
  };
}

/** All treatments. A procedure that its resource also gives as a course of therapy is one treatment, not two. */
export const treatmentsOf = (patient: PatientContext): readonly Treatment[] =>
  patient.memo('treatments', () => {
    const therapies = patient.facts('therapy');
    const known = new Set(therapies.map(({ source }) => source.resource));
    return [
      ...withCombinations(
        therapies.map((fact) => fromTherapy(fact, patient.asOf, patient.vocabulary.drugs)),
        patient.vocabulary.drugs,
      ),
      ...patient
        .facts('procedure')
        .filter((fact) => treating.has(modality(fact.procedure)) && !known.has(fact.source.resource))
        .map(fromProcedure),
    ];
  });

const isDrugTreatment = (treatment: Treatment): boolean => !treatment.modalities.every((name) => local.has(name));

/** A treatment whose drugs are not recorded, or not known to the vocabulary, may be of any class of drugs. */
function mayBeAnyDrug(treatment: Treatment, drugs: DrugVocabulary): boolean {
  if (!isDrugTreatment(treatment)) return false;
  if (treatment.agents.length === 0) return treatment.classes.length === 0;
  return treatment.agents.some((agent) => drugs.classesOf(agent).length === 0) && treatment.classes.length === 0;
}

function ofAgents(treatment: Treatment, agents: readonly string[], drugs: DrugVocabulary): Truth {
  if (agents.some((agent) => treatment.agents.includes(agent.toLowerCase()))) return 'true';
  if (namesFormulation(treatment.agents, agents, drugs)) return 'unknown';
  return treatment.agents.length === 0 && isDrugTreatment(treatment) ? 'unknown' : 'false';
}

function ofClasses(treatment: Treatment, classes: readonly string[], drugs: DrugVocabulary): Truth {
  if (classes.some((asked) => treatment.classes.some((own) => own === asked || drugs.isClass(own, asked))))
    return 'true';
  return mayBeAnyDrug(treatment, drugs) ? 'unknown' : 'false';
}

function ofModality(treatment: Treatment, asked: string): Truth {
  const wanted = modality(asked);
  if (wanted === 'any' || treatment.modalities.includes(wanted)) return 'true';
  if (wanted === 'systemic') return isSystemic(treatment);
  if (wanted === 'local' || wanted === 'locoregional') return treatment.modalities.some((name) => local.has(name)) ? 'true' : 'false'; // prettier-ignore
  const vague = treatment.modalities.every((name) => name === 'systemic' || name === 'unknown' || name === '');
  return vague && systemic.has(wanted) ? 'unknown' : 'false';
}

/** Whether a treatment is one of the selected: by agent or class (either suffices), and by modality. */
export function isSelected(treatment: Treatment, selection: TherapySelection, { drugs }: Vocabulary): Truth {
  const { agents, classes } = selection;
  const named: Truth[] = [];
  if (agents) named.push(ofAgents(treatment, agents, drugs));
  if (classes) named.push(ofClasses(treatment, classes, drugs));
  return all([
    named.length === 0 ? 'true' : any(named),
    selection.modality === undefined ? 'true' : ofModality(treatment, selection.modality),
  ]);
}
