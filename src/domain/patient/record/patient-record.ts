import type { Unmapped } from '../profile.js';
import { RecordError } from '../record-error.js';
import { collect, type Entry } from './collect.js';
import { element, elements, string, type Element } from './element.js';

/** The resources of one patient, with references resolved whatever their style. */
export interface PatientRecord {
  readonly patient: Entry;
  /** Every resource that speaks of this patient, the Patient itself left out. */
  readonly entries: readonly Entry[];
  readonly unreadable: readonly Unmapped[];
  /** The resource a Reference element points to: contained, relative, absolute, `urn:uuid:` or a bare id. */
  resolve(reference: unknown, from: Entry): Entry | undefined;
}

export interface RecordOptions {
  /** `Patient/id` or fullUrl of the patient to read, for inputs that hold several. */
  patient?: string;
}

/** Opens an input as the record of one patient. Throws RecordError. */
export function openRecord(input: unknown, options: RecordOptions = {}): PatientRecord {
  const { entries, unreadable } = collect(input);
  const index = indexOf(entries);
  const patients = entries.filter((entry) => entry.type === 'Patient');
  const patient = choose(patients, options.patient);
  const several = patients.length > 1;
  const resolve = (reference: unknown, from: Entry): Entry | undefined => lookUp(reference, from, index);

  const own: Entry[] = [];
  const left: Unmapped[] = [...unreadable];
  for (const entry of entries) {
    if (entry.type === 'Patient') continue;
    const reference = referenceText(subjectOf(entry));
    const subject = reference === undefined ? undefined : resolve(reference, entry);
    if (reference === undefined || subject === patient) own.push(entry);
    else if (subject !== undefined || several) {
      left.push({ resource: entry.reference, why: `speaks of another subject (${subject?.reference ?? reference})` });
    } else {
      own.push(entry);
      left.push({
        resource: entry.reference,
        why: `its subject ${reference} is not in the record; read as ${patient.reference}`,
      });
    }
  }
  return { patient, entries: own, unreadable: left, resolve };
}

function choose(patients: readonly Entry[], wanted: string | undefined): Entry {
  if (wanted !== undefined) {
    const found = patients.find((one) => one.reference === wanted || one.id === wanted || one.fullUrl === wanted);
    if (!found) throw new RecordError('noPatient', '$', `none is ${wanted}`);
    return found;
  }
  const [first] = patients;
  if (!first) throw new RecordError('noPatient', '$');
  if (new Set(patients.map((one) => one.reference)).size > 1) {
    throw new RecordError(
      'severalPatients',
      '$',
      patients
        .map((one) => one.reference)
        .sort()
        .slice(0, 5)
        .join(', '),
    );
  }
  return first;
}

const subjectOf = (entry: Entry): unknown => entry.resource['subject'] ?? entry.resource['patient'];

function indexOf(entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  const index = new Map<string, Entry>();
  // Weakest names first, so that a fullUrl or Type/id is never shadowed by another entry's bare id.
  for (const entry of entries) if (entry.id !== undefined) index.set(entry.id, entry);
  for (const entry of entries) if (entry.id !== undefined) index.set(`urn:uuid:${entry.id}`, entry);
  for (const entry of entries) index.set(entry.reference, entry);
  for (const entry of entries) if (entry.fullUrl !== undefined) index.set(entry.fullUrl, entry);
  return index;
}

/** The text of a Reference element, without a version suffix; undefined for logical references. */
export function referenceText(reference: unknown): string | undefined {
  const text = typeof reference === 'string' ? reference : string(element(reference)?.['reference']);
  if (text === undefined) return undefined;
  const history = text.indexOf('/_history/');
  return history < 0 ? text : text.slice(0, history);
}

function lookUp(reference: unknown, from: Entry, index: ReadonlyMap<string, Entry>): Entry | undefined {
  const text = referenceText(reference);
  if (text === undefined) return undefined;
  if (text.startsWith('#')) return contained(text.slice(1), from);
  const exact = index.get(text);
  if (exact) return exact;
  if (!text.startsWith('http://') && !text.startsWith('https://')) return undefined;
  const candidate = index.get(text.split('/').slice(-2).join('/'));
  // The same Type/id of another server is another resource.
  const elsewhere = candidate?.fullUrl?.startsWith('http') === true && candidate.fullUrl !== text;
  return elsewhere ? undefined : candidate;
}

function contained(id: string, from: Entry): Entry | undefined {
  const resource: Element | undefined = elements(from.resource['contained']).find((one) => string(one['id']) === id);
  const type = string(resource?.['resourceType']);
  return resource && type !== undefined ? { reference: `${from.reference}#${id}`, type, id, resource } : undefined;
}
