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
    if (!found) throw new RecordError('noPatient', '$', 'none is the one asked for');
    return found;
  }
  const [first] = patients;
  if (!first) throw new RecordError('noPatient', '$');
  // How many, not who: an id at the source may be a record number.
  const people = new Set(patients.map((one) => one.reference)).size;
  if (people > 1) throw new RecordError('severalPatients', '$', String(people));
  return first;
}

const subjectOf = (entry: Entry): unknown => entry.resource['subject'] ?? entry.resource['patient'];

interface Index {
  readonly byName: ReadonlyMap<string, Entry>;
  readonly byId: ReadonlyMap<string, Entry>;
}

function indexOf(entries: readonly Entry[]): Index {
  const byName = new Map<string, Entry>();
  const byId = new Map<string, Entry>();
  for (const entry of entries) {
    byName.set(entry.reference, entry);
    if (entry.id !== undefined) byId.set(entry.id, entry);
  }
  for (const entry of entries) if (entry.fullUrl !== undefined) byName.set(entry.fullUrl, entry);
  return { byName, byId };
}

/** The text of a Reference element, without a version suffix; undefined for logical references. */
export function referenceText(reference: unknown): string | undefined {
  const text = typeof reference === 'string' ? reference : string(element(reference)?.['reference']);
  if (text === undefined) return undefined;
  const history = text.indexOf('/_history/');
  return history < 0 ? text : text.slice(0, history);
}

function lookUp(reference: unknown, from: Entry, { byName, byId }: Index): Entry | undefined {
  const text = referenceText(reference);
  if (text === undefined) return undefined;
  if (text.startsWith('#')) return contained(text.slice(1), from);
  const exact = byName.get(text);
  if (exact) return exact;
  // Arrays of resources have no fullUrl: there a urn:uuid names the id. Some fixtures refer by the bare id.
  if (text.startsWith('urn:uuid:')) return byId.get(text.slice('urn:uuid:'.length));
  if (!text.startsWith('http://') && !text.startsWith('https://')) return byId.get(text);
  const candidate = byName.get(text.split('/').slice(-2).join('/'));
  // The same Type/id of another server is another resource.
  const elsewhere = candidate?.fullUrl?.startsWith('http') === true && candidate.fullUrl !== text;
  return elsewhere ? undefined : candidate;
}

function contained(id: string, from: Entry): Entry | undefined {
  const resource: Element | undefined = elements(from.resource['contained']).find((one) => string(one['id']) === id);
  const type = string(resource?.['resourceType']);
  return resource && type !== undefined ? { reference: `${from.reference}#${id}`, type, id, resource } : undefined;
}
