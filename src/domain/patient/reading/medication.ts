import type { PartialDate } from '../profile.js';
import type { Entry } from '../record/collect.js';
import {
  code,
  concept,
  concepts,
  day,
  element,
  elements,
  extension,
  label,
  list,
  quantity,
  string,
  type Concept,
} from '../record/element.js';
import { isMapped, type DrugConcept } from '../../vocabulary/vocabulary.js';
import type { Reading } from './reading.js';

/** What one medication resource shows: that a drug was ordered, given, taken or handed out, and when. */
export interface DrugEvidence {
  readonly entry: Entry;
  readonly drugs: readonly DrugConcept[];
  readonly named: Concept;
  /** An order shows intention; the others show that the patient had the drug. */
  readonly type: 'order' | 'given';
  readonly start: PartialDate | undefined;
  readonly end: PartialDate | undefined;
  readonly active: boolean;
  readonly forCancer: boolean;
  readonly intent: string | undefined;
  readonly setting: string | undefined;
  readonly result: string | undefined;
  readonly dose: { value: number; unit: string } | undefined;
}

const ORDERS = new Set(['MedicationRequest', 'MedicationOrder']);
export const MEDICATION_TYPES = new Set([
  ...ORDERS,
  'MedicationStatement',
  'MedicationAdministration',
  'MedicationDispense',
  'MedicationUsage',
]);

/** Statuses under which the patient did not get the drug. */
const NEVER = new Set([
  'entered-in-error',
  'cancelled',
  'draft',
  'not-taken',
  'not-done',
  'intended',
  'declined',
  'preparation',
]);
const ACTIVE = new Set(['active', 'in-progress', 'on-hold']);
const PROPOSALS = new Set(['proposal', 'plan', 'option']);

/** Reads one medication resource; undefined, with the reason left, where it shows no drug the vocabulary knows. */
export function drugEvidence(entry: Entry, reading: Reading): DrugEvidence | undefined {
  const { resource } = entry;
  const named = drugNamed(entry, reading);
  if (!named) {
    reading.leave(entry, 'names no drug');
    return undefined;
  }
  const status = code(resource['status']);
  const intent = code(resource['intent']);
  if (
    (status !== undefined && NEVER.has(status)) ||
    resource['doNotPerform'] === true ||
    resource['wasNotGiven'] === true ||
    resource['wasNotTaken'] === true
  ) {
    reading.leave(entry, `status ${status ?? 'not given'}: not counted`, named);
    return undefined;
  }
  if (intent !== undefined && PROPOSALS.has(intent)) {
    reading.leave(entry, `intent ${intent}: not ordered`, named);
    return undefined;
  }
  const mapped = reading.lookups.drugs(named);
  if (!isMapped(mapped)) {
    reading.leave(entry, `drug: ${mapped.why}`, named);
    return undefined;
  }
  const period = period1(entry);
  return {
    entry,
    drugs: mapped.concept,
    named,
    type: ORDERS.has(entry.type) ? 'order' : 'given',
    ...period,
    active: status !== undefined && ACTIVE.has(status) && period.end === undefined,
    forCancer: isForCancer(entry, reading),
    intent: intentOf(entry, 'intent', reading),
    setting: intentOf(entry, 'setting', reading),
    result: resultOf(entry, status, reading),
    dose: doseOf(entry),
  };
}

/** The drug by its code in the resource, in a referenced Medication, or in the words of either. */
function drugNamed(entry: Entry, reading: Reading): Concept | undefined {
  const { resource } = entry;
  const own =
    concept(resource['medicationCodeableConcept']) ??
    concept(element(resource['medication'])?.['concept']) ??
    concept(resource['medication']);
  if (own) return own;
  const reference = element(resource['medicationReference']) ?? element(element(resource['medication'])?.['reference']);
  const medication = reading.resolve(reference, entry);
  const display = string(reference?.['display']);
  return (
    (medication && concept(medication.resource['code'])) ??
    (display === undefined ? undefined : { codings: [], text: display })
  );
}

function period1(entry: Entry): { start: PartialDate | undefined; end: PartialDate | undefined } {
  const { resource } = entry;
  const stated = element(resource['effectivePeriod']) ?? element(resource['occurrencePeriod']);
  const bounds = elements(resource['dosageInstruction'])
    .concat(elements(resource['dosage']))
    .map((one) => element(element(element(one['timing'])?.['repeat'])?.['boundsPeriod']));
  const moment = [
    resource['effectiveDateTime'],
    resource['occurrenceDateTime'],
    resource['whenHandedOver'],
    resource['whenPrepared'],
  ]
    .map(day)
    .find((one) => one !== undefined);
  const ordered = day(resource['authoredOn']) ?? day(resource['dateWritten']) ?? day(resource['dateAsserted']);
  const start = day(stated?.['start']) ?? moment ?? firstOf(bounds.map((one) => day(one?.['start']))) ?? ordered;
  const end =
    day(stated?.['end']) ??
    (entry.type === 'MedicationAdministration' ? moment : undefined) ??
    firstOf(bounds.map((one) => day(one?.['end']))) ??
    day(resource['dateEnded']);
  return { start, end };
}

const firstOf = (dates: readonly (PartialDate | undefined)[]): PartialDate | undefined =>
  dates.filter((one) => one !== undefined).sort()[0];

/** By its reason, or by the profile where the record gives no reason. */
export function isForCancer(entry: Entry, reading: Reading): boolean {
  const { resource } = entry;
  const reasons = [...concepts(resource['reasonCode']), ...concepts(resource['reason'])];
  for (const reference of list(resource['reasonReference'])) {
    const target = reading.resolve(reference, entry);
    const reason = target && concept(target.resource['code']);
    if (reason) reasons.push(reason);
  }
  if (reasons.some((one) => isMapped(reading.lookups.cancer(one)))) return true;
  return list(element(resource['meta'])?.['profile']).some(
    (one) => typeof one === 'string' && one.includes('cancer-related'),
  );
}

export function intentOf(entry: Entry, table: 'intent' | 'setting', reading: Reading): string | undefined {
  const stated = concept(
    extension(entry.resource, 'mcode-procedure-intent', 'mcode-treatment-intent')?.['valueCodeableConcept'],
  );
  const category = concepts(entry.resource['category']);
  return [...(stated ? [stated] : []), ...category]
    .map((one) => reading.codes.value(table, one))
    .find((one) => one !== undefined);
}

/** Why it ended, in the words of the criteria: progressed, intolerant, completed. */
export function resultOf(entry: Entry, status: string | undefined, reading: Reading): string | undefined {
  const { resource } = entry;
  const reasons = [
    concept(extension(resource, 'mcode-treatment-termination-reason')?.['valueCodeableConcept']),
    ...concepts(resource['statusReason']),
    ...concepts(resource['outcome']),
  ].filter((one) => one !== undefined);
  const stated = reasons.map((one) => reading.codes.value('terminationReason', one)).find((one) => one !== undefined);
  return stated ?? (status === 'completed' && entry.type !== 'MedicationAdministration' ? 'completed' : undefined);
}

function doseOf(entry: Entry): DrugEvidence['dose'] {
  const dosage = [...elements(entry.resource['dosageInstruction']), ...elements(entry.resource['dosage'])][0];
  const rate = elements(dosage?.['doseAndRate'])[0];
  const dose = quantity(rate?.['doseQuantity']) ?? quantity(dosage?.['dose']) ?? quantity(dosage?.['doseQuantity']);
  return dose?.unit === undefined ? undefined : { value: dose.value, unit: dose.unit };
}

export const drugLabel = (evidence: DrugEvidence): string => label(evidence.named);
