import type { Profile, StageFact } from './profile.js';
import type { Entry } from './record/collect.js';
import { openRecord, type RecordOptions } from './record/patient-record.js';
import { readCondition } from './reading/condition.js';
import { implicationsOf } from './reading/gene-panel.js';
import { drugEvidence, MEDICATION_TYPES, type DrugEvidence } from './reading/medication.js';
import { viewObservation, type ObservationView } from './reading/observation.js';
import { inOrder, uniqueUnmapped } from './reading/order.js';
import { readAllergy, readFamilyHistory, readImmunization, readOrderReason } from './reading/other-resources.js';
import { coverageOf, patientOf } from './reading/patient.js';
import { readProcedures } from './reading/procedure.js';
import { readObservation } from './reading/read-observation.js';
import { Reading } from './reading/reading.js';
import { addDrugs } from './reading/therapy.js';
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
