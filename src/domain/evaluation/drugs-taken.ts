import { dayInterval, type Day, type DayInterval } from '../logic/day.js';
import type { Truth } from '../logic/truth.js';
import type { MedicationFact, TherapyFact } from '../patient/profile.js';
import { isMapped, type DrugVocabulary } from '../vocabulary/vocabulary.js';
import { findingsOf } from './findings.js';
import type { PatientContext } from './patient-context.js';

/** Immunizations as drugs given on a day: what they are made of is read off their name. */
const vaccinations = (patient: PatientContext): MedicationFact[] =>
  patient.memo('vaccinations', () =>
    findingsOf(patient, 'vaccination').map((fact) => {
      const drugs = patient.vocabulary.drugs.fromText(String(fact.value));
      const classes = isMapped(drugs) ? drugs.concept.flatMap((drug) => drug.classes) : [];
      const { date, source } = fact;
      return {
        kind: 'medication',
        agents: [String(fact.value)],
        classes,
        active: false,
        ...(date !== undefined && { date, start: date, end: date }),
        recorded: String(fact.value),
        source,
      };
    }),
  );

export type Drug = MedicationFact | TherapyFact;

export const isTaken = (fact: Drug): boolean => (fact.kind === 'medication' ? fact.active : fact.ongoing === true);

export function lastTaken(fact: Drug, asOf: Day): DayInterval | undefined {
  const end = dayInterval(fact.end);
  if (end) return end;
  if (isTaken(fact)) return { from: asOf, to: asOf };
  const start = dayInterval(fact.start ?? fact.date);
  return start && { from: start.from, to: Math.max(start.to, asOf) };
}

/** What a drug fact names, read once per patient: every medication criterion asks for it. */
interface Named {
  agents: readonly string[];
  classes: readonly string[];
}

function namedBy(fact: Drug, patient: PatientContext): Named {
  const kept = patient.memo('named by drug facts', () => new Map<Drug, Named>());
  let named = kept.get(fact);
  if (!named) {
    const agents = fact.agents.map((agent) => agent.toLowerCase());
    const classes = [...fact.classes, ...agents.flatMap((agent) => patient.vocabulary.drugs.classesOf(agent))];
    kept.set(fact, (named = { agents, classes }));
  }
  return named;
}

/**
 * A criterion that names a drug (paclitaxel) may mean its other formulations (nab-paclitaxel) or not: protocols do both. A
 * class holds them all.
 */
export const namesFormulation = (own: readonly string[], asked: readonly string[], drugs: DrugVocabulary): boolean =>
  own.some((agent) => asked.some((plain) => drugs.isFormulationOf(agent, plain.toLowerCase())));

/** Whether a drug is one of those asked for, by agent or by class; open where the record does not say which drug it is. */
export function isDrug(
  fact: Drug,
  selection: { agents?: string[]; classes?: string[] },
  patient: PatientContext,
): Truth {
  const { agents: named = [], classes: asked = [] } = selection;
  if (named.length === 0 && asked.length === 0) return 'true';
  const { drugs } = patient.vocabulary;
  const { agents, classes } = namedBy(fact, patient);
  if (named.some((agent) => agents.includes(agent.toLowerCase()))) return 'true';
  if (asked.some((one) => classes.some((own) => own === one || drugs.isClass(own, one)))) return 'true';
  if (namesFormulation(agents, named, drugs)) return 'unknown';
  const unread = agents.length === 0 || (asked.length > 0 && classes.length === 0);
  return unread ? 'unknown' : 'false';
}

/** All drugs that a record lists: medicines, courses of therapy, vaccinations. */
export const drugsOf = (patient: PatientContext): readonly Drug[] =>
  patient.memo('drugs', () => [...patient.facts('medication'), ...patient.facts('therapy'), ...vaccinations(patient)]);
