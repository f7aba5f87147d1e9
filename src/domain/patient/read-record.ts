import type { CoverageDomain, Fact, Profile, StageFact, Unmapped } from './profile.js';
import type { Entry } from './record/collect.js';
import { boolean, day, label, string } from './record/element.js';
import { openRecord, type RecordOptions } from './record/patient-record.js';
import { readComorbidities } from './reading/comorbidities.js';
import { readCondition } from './reading/condition.js';
import { readGeneTest } from './reading/gene-test.js';
import { implicationsOf, readGenePanel } from './reading/gene-panel.js';
import { readImmunophenotype } from './reading/immunophenotype.js';
import { readLab, readSerology, readVital, readVitalPanel } from './reading/lab.js';
import { markerOf, readMarker } from './reading/marker.js';
import { drugEvidence, MEDICATION_TYPES, type DrugEvidence } from './reading/medication.js';
import { viewObservation, recordedValue, absence, type ObservationView } from './reading/observation.js';
import { readAllergy, readFamilyHistory, readImmunization, readOrderReason } from './reading/other-resources.js';
import { readProcedures } from './reading/procedure.js';
import { dated, Reading, source } from './reading/reading.js';
import { readStage, readTnm } from './reading/stage.js';
import {
  readDiseaseStatus,
  readFinding,
  readGleason,
  readHistoryOfMetastasis,
  readMetastasisSite,
  readPerformance,
  readPregnancy,
  readScale,
  readSmoking,
} from './reading/status.js';
import { addDrugs } from './reading/therapy.js';
import { readVariant, type Implications } from './reading/variant.js';
import type { Vocabulary } from '../vocabulary/vocabulary.js';

/**
 * Reads the record of one patient into facts: any mCODE release, US Core or plain FHIR (R4, with the shapes of DSTU2
 * and STU3 that fixtures still carry); a Bundle of any type, an array of resources, a Parameters or a single resource.
 * Resources are identified by their codes; a profile URL is only a hint. One bad resource never costs the others: what
 * cannot be placed is listed in `unmapped` with the reason. Facts do not depend on the order of the input.
 *
 * @throws RecordError where the input is no record of exactly one patient.
 */
export function readRecord(input: unknown, vocabulary: Vocabulary, options: RecordOptions = {}): Profile {
  const record = openRecord(input, options);
  if (!vocabulary.recordCodes) throw new Error('the vocabulary has no record codes (see loadRecordCodes)');
  const reading = new Reading(record, vocabulary, vocabulary.recordCodes);
  reading.unmapped.push(...record.unreadable);

  const observations = readObservations(record.entries, reading);
  const stages = reading.facts.filter((fact): fact is StageFact => fact.kind === 'stage');
  const procedures: Entry[] = [];
  const drugs: DrugEvidence[] = [];
  for (const entry of record.entries) {
    guarded(entry, reading, () => {
      if (entry.type === 'Condition') readCondition(entry, reading, stages);
      else if (entry.type === 'Procedure') procedures.push(entry);
      else if (MEDICATION_TYPES.has(entry.type)) {
        const evidence = drugEvidence(entry, reading);
        if (evidence) drugs.push(evidence);
      } else if (entry.type === 'AllergyIntolerance') readAllergy(entry, reading);
      else if (entry.type === 'FamilyMemberHistory') readFamilyHistory(entry, reading);
      else if (entry.type === 'Immunization') readImmunization(entry, reading);
    });
  }
  addDrugs(drugs, reading);
  readProcedures(procedures, reading);
  if (!reading.facts.some((fact) => fact.kind === 'cancer' && fact.role === 'primary')) {
    for (const entry of record.entries)
      if (entry.type === 'ServiceRequest') guarded(entry, reading, () => readOrderReason(entry, reading));
  }
  return {
    ...patientOf(record.patient, observations),
    facts: inOrder(reading.facts),
    unmapped: uniqueUnmapped(reading.unmapped),
    coverage: coverageOf(record.entries, reading.facts),
  };
}

/** A fault in reading one resource is that resource's affair. */
function guarded(entry: Entry, reading: Reading, read: () => void): void {
  try {
    read();
  } catch (error) {
    reading.leave(entry, `could not be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function readObservations(entries: readonly Entry[], reading: Reading): ObservationView[] {
  const views: ObservationView[] = [];
  for (const entry of entries) {
    if (entry.type !== 'Observation') continue;
    guarded(entry, reading, () => {
      const view = viewObservation(entry, reading);
      if (view) views.push(view);
    });
  }
  const implications = implicationsOf(
    views.filter((view) => view.element?.element === 'implication'),
    reading,
  );
  for (const view of views) guarded(view.entry, reading, () => readObservation(view, reading, implications));
  return views;
}

function readObservation(view: ObservationView, reading: Reading, implications: Implications): void {
  const { entry } = view;
  switch (view.element?.element) {
    case 'stage':
      readStage(view, reading);
      return;
    case 'tnm':
      readTnm(view, reading);
      return;
    case 'performance':
      readPerformance(view, reading);
      return;
    case 'gleason':
      readGleason(view, reading);
      return;
    case 'scale':
      readScale(view, reading);
      return;
    case 'finding':
      readFinding(view, reading);
      return;
    case 'diseaseStatus':
      readDiseaseStatus(view, reading);
      return;
    case 'metastasisSite':
      readMetastasisSite(view, reading);
      return;
    case 'historyOfMetastasis':
      readHistoryOfMetastasis(view, reading);
      return;
    case 'comorbidities':
      readComorbidities(view, reading);
      return;
    case 'variant':
      readVariant(view, reading, implications);
      return;
    case 'genePanel':
      readGenePanel(view, reading);
      return;
    case 'smoking':
      readSmoking(view, reading);
      return;
    case 'pregnancy':
    case 'breastfeeding':
      readPregnancy(view, reading);
      return;
    case 'vital':
      readVital(view, reading);
      return;
    case 'vitalPanel':
      readVitalPanel(view, reading);
      return;
    case 'implication':
      reading.leave(entry, 'a conclusion about a variant: read into the variant it is derived from', view.code);
      return;
    case 'therapeuticImplication':
      reading.leave(entry, 'knowledge about a drug and a variant, no finding of this patient', view.code);
      return;
    case 'genotype':
      readGenotype(view, reading);
      return;
    case 'immunophenotype':
      readImmunophenotype(view, reading);
      return;
    case 'grouper':
    case 'causeOfDeath':
      return;
    default:
      readByVocabulary(view, reading);
  }
}

/** Markers, laboratory values and infection tests: their codes are the vocabulary's. */
function readByVocabulary(view: ObservationView, reading: Reading): void {
  const marker = markerOf(view, reading);
  if (marker) readMarker(view, marker, reading);
  const tested = readGeneTest(view, reading, marker !== undefined);
  if (!marker && !tested && !readSerology(view, reading) && !readLab(view, reading)) {
    reading.leave(
      view.entry,
      view.coded || recordedValue(view.entry.resource) !== undefined
        ? 'no kind of the vocabulary for this observation'
        : absence(view.entry),
      view.code,
    );
  }
}

/** HLA types and pharmacogenetic genotypes, as the laboratory writes them. */
function readGenotype(view: ObservationView, reading: Reading): void {
  if (!view.coded) {
    reading.leave(view.entry, absence(view.entry), view.code);
    return;
  }
  const text = label(view.coded);
  reading.add({
    kind: 'finding',
    topic: /^(?:HLA-)?[ABC]\*\d|^HLA-/.test(text) ? 'hla' : 'genotype',
    value: text,
    ...dated(view.date),
    source: source(view.entry, 'valueCodeableConcept'),
  });
}

function patientOf(patient: Entry, observations: readonly ObservationView[]): Omit<Profile, 'facts' | 'unmapped'> {
  const { resource } = patient;
  const birthDate = day(resource['birthDate']);
  const sex = string(resource['gender']);
  const deceasedDate = day(resource['deceasedDateTime']);
  const causeOfDeath = observations.find((view) => view.element?.element === 'causeOfDeath');
  const deceased =
    deceasedDate !== undefined || causeOfDeath !== undefined ? true : boolean(resource['deceasedBoolean']);
  return {
    patient: patient.id ?? patient.reference,
    ...(birthDate !== undefined && { birthDate }),
    ...((sex === 'female' || sex === 'male' || sex === 'other' || sex === 'unknown') && { sex }),
    ...(deceased !== undefined && { deceased }),
    ...(deceasedDate !== undefined && { deceasedDate }),
  };
}

const DOMAIN_OF: Readonly<Record<string, CoverageDomain>> = {
  Condition: 'conditions',
  MedicationRequest: 'medications',
  MedicationOrder: 'medications',
  MedicationStatement: 'medications',
  MedicationUsage: 'medications',
  MedicationAdministration: 'medications',
  MedicationDispense: 'medications',
  AllergyIntolerance: 'allergies',
  Procedure: 'procedures',
};

const DOMAINS: readonly CoverageDomain[] = ['conditions', 'medications', 'allergies', 'procedures', 'labs', 'genomics'];

/** The domains of which the record holds resources. */
function coverageOf(entries: readonly Entry[], facts: readonly Fact[]): CoverageDomain[] {
  const found = new Set<CoverageDomain>();
  for (const entry of entries) {
    const domain = DOMAIN_OF[entry.type];
    if (domain) found.add(domain);
  }
  for (const { kind } of facts) {
    if (kind === 'lab') found.add('labs');
    else if (kind === 'variant' || kind === 'genePanel') found.add('genomics');
  }
  return DOMAINS.filter((domain) => found.has(domain));
}

/** By kind, date, source and content; equal facts once. */
function inOrder(facts: readonly Fact[]): Fact[] {
  const keyed = facts.map((fact) => ({
    fact,
    key: `${fact.kind}|${fact.date ?? ''}|${fact.source.resource}|${fact.source.path}`,
  }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : compareContent(a.fact, b.fact)));
  return keyed.flatMap(({ fact, key }, index) => {
    const before = keyed[index - 1];
    return before?.key === key && compareContent(before.fact, fact) === 0 ? [] : [fact];
  });
}

function compareContent(a: Fact, b: Fact): number {
  const one = JSON.stringify(a);
  const other = JSON.stringify(b);
  return one < other ? -1 : one > other ? 1 : 0;
}

function uniqueUnmapped(unmapped: readonly Unmapped[]): Unmapped[] {
  const keyed = new Map(
    unmapped.map((one) => [`${one.resource}|${one.why}|${one.system ?? ''}|${one.code ?? ''}|${one.text ?? ''}`, one]),
  );
  return [...keyed].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}
