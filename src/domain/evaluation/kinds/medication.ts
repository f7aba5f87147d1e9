import type { MedicationParameters } from '../../criteria/model.js';
import { dayInterval, type Day, type DayInterval } from '../../logic/day.js';
import { point, withinRange } from '../../logic/interval.js';
import { all, not, type Truth } from '../../logic/truth.js';
import type { MedicationFact, TherapyFact } from '../../patient/profile.js';
import { isMapped, type Vocabulary } from '../../vocabulary/vocabulary.js';
import { findingsOf } from '../findings.js';
import type { KindCompiler } from '../kind-compiler.js';
import { judgeList, type Entry } from '../list-kind.js';
import type { PatientContext } from '../patient-context.js';
import { inWindow } from '../window.js';

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

type Drug = MedicationFact | TherapyFact;

const isTaken = (fact: Drug): boolean => (fact.kind === 'medication' ? fact.active : fact.ongoing === true);

function lastTaken(fact: Drug, asOf: Day): DayInterval | undefined {
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

function isDrug(fact: Drug, selection: { agents?: string[]; classes?: string[] }, patient: PatientContext): Truth {
  const { agents: named = [], classes: asked = [] } = selection;
  if (named.length === 0 && asked.length === 0) return 'true';
  const { drugs } = patient.vocabulary;
  const { agents, classes } = namedBy(fact, patient);
  if (named.some((agent) => agents.includes(agent.toLowerCase()))) return 'true';
  if (asked.some((one) => classes.some((own) => own === one || drugs.isClass(own, one)))) return 'true';
  const unread = agents.length === 0 || (asked.length > 0 && classes.length === 0);
  return unread ? 'unknown' : 'false';
}

function doseTruth(fact: Drug, asked: NonNullable<MedicationParameters['dose']>, { units }: Vocabulary): Truth {
  const dose = fact.kind === 'medication' ? fact.dose : undefined;
  if (!dose) return 'unknown';
  const value = dose.unit === asked.unit ? dose.value : units.convert(dose.value, dose.unit, asked.unit);
  const { min, max } = asked;
  return value === undefined ? 'unknown' : withinRange(point(value), { ...(min && { min }), ...(max && { max }) });
}

function entryOf(fact: Drug, p: MedicationParameters, patient: PatientContext): Entry {
  const { vocabulary, asOf } = patient;
  const kind = isDrug(fact, p, patient);
  const timed = p.within !== undefined || p.before !== undefined;
  const ended = dayInterval(fact.end);
  const current: Truth = isTaken(fact) && !(ended && patient.hasCome(ended.to + 1)) ? 'true' : 'false';
  const window = timed ? inWindow(lastTaken(fact, asOf), p, patient) : { truth: current };
  const parts: Truth[] = [kind, window.truth];
  for (const except of p.except ?? []) parts.push(not(isDrug(fact, except, patient)));
  if (p.dose) parts.push(doseTruth(fact, p.dose, vocabulary));
  if (p.stableDose !== undefined) parts.push(fact.kind !== 'medication' || fact.stableDose === undefined ? 'unknown' : fact.stableDose === p.stableDose ? 'true' : 'false'); // prettier-ignore
  return {
    fact,
    truth: all(parts),
    ...(kind === 'true' && { near: true }),
    reason: kind === 'unknown' ? 'ambiguousMapping' : 'missing',
    ...('turnsOn' in window && window.turnsOn !== undefined && { turnsOn: window.turnsOn }),
  };
}

/** A drug taken now, or within the window. Stopping it makes room: always recoverable. */
export const medication: KindCompiler<'medication'> = (p) => (patient) => {
  const drugs: Drug[] = [...patient.facts('medication'), ...patient.facts('therapy'), ...vaccinations(patient)];
  return judgeList(
    'medication',
    patient,
    drugs.map((fact) => entryOf(fact, p, patient)),
    true,
  );
};
