import type { MedicationFact, TherapyFact } from '../profile.js';
import { courses, earliest, latest } from './course.js';
import { drugLabel, type DrugEvidence } from './medication.js';
import { source, type Reading } from './reading.js';

/** Modalities under which a drug treats the cancer; `modalityOf` gives others (`supportive`) or none for the rest. */
const ANTICANCER = new Set([
  'chemotherapy',
  'immunotherapy',
  'targeted',
  'endocrine',
  'radiopharmaceutical',
  'cellTherapy',
  'vaccine',
  'antineoplastic',
  'systemic',
]);

/**
 * Drugs that are part of a treatment where the record gives them for the cancer (steroids in leukemia and lymphoma). Other
 * drugs given for its sake (antibiotics, bone agents, folinic acid) support the treatment and are medication only.
 */
const ADJUNCTS = new Set(['corticosteroid', 'systemicCorticosteroid', 'retinoid', 'interferon', 'somatostatinAnalog']);

/**
 * Drugs of the record as facts: one `therapy` per drug and course, however many orders and administrations show it; one
 * `medication` per drug and course for everything else the patient takes.
 */
export function addDrugs(evidence: readonly DrugEvidence[], reading: Reading): void {
  const byDrug = new Map<string, DrugEvidence[]>();
  for (const one of evidence) {
    const key = one.drugs
      .map((drug) => drug.agent)
      .sort()
      .join('+');
    const group = byDrug.get(key);
    if (group) group.push(one);
    else byDrug.set(key, [one]);
  }
  for (const group of byDrug.values()) for (const course of courses(group)) addCourse(course, reading);
}

function addCourse(course: readonly DrugEvidence[], reading: Reading): void {
  // The resource that names the fact must not depend on the order of the record.
  const sorted = [...course].sort((a, b) => (a.entry.reference < b.entry.reference ? -1 : 1));
  const [lead] = sorted.filter((one) => one.type === 'given').concat(sorted);
  if (!lead) return;
  const agents = lead.drugs.map((drug) => drug.agent).sort();
  const classes = [
    ...new Set(lead.drugs.flatMap((drug) => [...drug.classes, ...reading.vocabulary.drugs.classesOf(drug.agent)])),
  ].sort();
  const modalities = agents.map((agent) => reading.vocabulary.drugs.modalityOf(agent));
  const modality = modalities.find((one) => one !== undefined && ANTICANCER.has(one));
  const forCancer = course.some((one) => one.forCancer);
  const parts = {
    agents,
    classes,
    ...timing(sorted),
    recorded: drugLabel(lead),
    source: source(lead.entry, medicationPath(lead)),
  };
  const treatsCancer = modality !== undefined || (forCancer && classes.some((one) => ADJUNCTS.has(one)));
  if (treatsCancer) reading.add(therapy(sorted, modality ?? 'systemic', parts));
  if (modality === undefined) reading.add(medication(sorted, parts));
}

type Parts = Pick<TherapyFact, 'agents' | 'classes' | 'recorded' | 'source' | 'date' | 'start' | 'end' | 'ongoing'>;

/**
 * When the course ran. Administrations and statements show it best; an order alone shows that it was to start. A course
 * with administrations ends with the last one known, even where the order is still open.
 */
function timing(course: readonly DrugEvidence[]): Pick<TherapyFact, 'date' | 'start' | 'end' | 'ongoing'> {
  const given = course.filter((one) => one.type === 'given');
  const shown = given.length > 0 ? given : course;
  const start = earliest(shown.map((one) => one.start)) ?? earliest(course.map((one) => one.start));
  const ongoing = shown.some((one) => one.active);
  const end = ongoing ? undefined : latest(shown.map((one) => one.end ?? (shown.length > 1 ? one.start : undefined)));
  return {
    ...(start !== undefined && { date: start, start }),
    ...(end !== undefined && { end }),
    ...(ongoing && { ongoing }),
  };
}

function therapy(course: readonly DrugEvidence[], modality: string, parts: Parts): TherapyFact {
  const intent = agreed(course.map((one) => one.intent));
  const setting = agreed(course.map((one) => one.setting));
  const results = course.map((one) => one.result);
  const result =
    results.find((one) => one !== undefined && one !== 'completed') ?? results.find((one) => one !== undefined);
  return {
    kind: 'therapy',
    ...parts,
    modality,
    ...(intent !== undefined && { intent }),
    ...(setting !== undefined && { setting }),
    ...(result !== undefined && { result }),
  };
}

function medication(course: readonly DrugEvidence[], { ongoing, ...parts }: Parts): MedicationFact {
  const doses = course.map((one) => one.dose).filter((one) => one !== undefined);
  const dose = doses[0];
  return { kind: 'medication', ...parts, active: ongoing ?? false, ...(dose && { dose }) };
}

/** The value that all records of a course agree on. */
function agreed(values: readonly (string | undefined)[]): string | undefined {
  const stated = [...new Set(values.filter((one) => one !== undefined))];
  return stated.length === 1 ? stated[0] : undefined;
}

const medicationPath = (evidence: DrugEvidence): string =>
  evidence.entry.resource['medicationCodeableConcept'] === undefined
    ? 'medicationReference'
    : 'medicationCodeableConcept';
