import type { Unmapped } from '../profile.js';
import { RecordError } from '../record-error.js';
import { element, elements, isElement, string, type Element } from './element.js';

/** A resource of the record with the name by which facts and other resources refer to it. */
export interface Entry {
  /** `Type/id`, or the entry's fullUrl where the resource has no id. */
  readonly reference: string;
  readonly type: string;
  readonly id?: string;
  readonly fullUrl?: string;
  readonly resource: Element;
}

/** Far deeper than any FHIR resource; Bundles nest in Bundles at most a few levels. */
const MAX_DEPTH = 100;
const MAX_CONTAINERS = 8;

/** Throws `tooDeep` where the input nests deeper than any FHIR record; goes no deeper itself. */
export function refuseDeepNesting(value: object, depth = 1): void {
  if (depth > MAX_DEPTH) throw new RecordError('tooDeep', '$', `more than ${MAX_DEPTH} levels`);
  if (Array.isArray(value)) {
    for (const child of value as unknown[]) {
      if (typeof child === 'object' && child !== null) refuseDeepNesting(child, depth + 1);
    }
    return;
  }
  for (const name in value) {
    const child = (value as Element)[name];
    if (typeof child === 'object' && child !== null) refuseDeepNesting(child, depth + 1);
  }
}

/** Everything found in an input: resources in no particular order, and what could not be taken for one. */
export interface Collected {
  entries: Entry[];
  unreadable: Unmapped[];
}

interface Found extends Collected {
  containers: number;
}

/** All resources of a Bundle of any type, an array of resources, a Parameters or a single resource. */
export function collect(input: unknown): Collected {
  if (typeof input !== 'object' || input === null) throw new RecordError('notAnObject', '$');
  refuseDeepNesting(input);
  const found: Found = { entries: [], unreadable: [], containers: 0 };
  if (Array.isArray(input)) for (const one of input as unknown[]) takeItem(one, found, 0);
  else if (string((input as Element)['resourceType']) === undefined) throw new RecordError('notFhir', '$.resourceType');
  else takeResource(input as Element, undefined, found, 0);
  if (found.entries.length === 0 && found.containers === 0) throw new RecordError('notFhir', '$');
  return { entries: unique(found.entries), unreadable: found.unreadable };
}

/** An item of an array: a resource, or a Bundle entry standing alone. */
function takeItem(item: unknown, found: Found, depth: number): void {
  if (isElement(item) && string(item['resourceType']) === undefined && isElement(item['resource'])) {
    takeEntry(item, found, depth);
  } else if (isElement(item)) takeResource(item, undefined, found, depth);
  else found.unreadable.push({ resource: '(unknown)', why: 'not a FHIR resource' });
}

function takeEntry(entry: Element, found: Found, depth: number): void {
  if (string(element(entry['request'])?.['method']) === 'DELETE') return;
  if (string(element(entry['search'])?.['mode']) === 'outcome') return;
  const fullUrl = string(entry['fullUrl']);
  if (isElement(entry['resource'])) takeResource(entry['resource'], fullUrl, found, depth);
  else found.unreadable.push({ resource: fullUrl ?? '(unknown)', why: 'Bundle entry without a resource' });
}

function takeResource(resource: Element, fullUrl: string | undefined, found: Found, depth: number): void {
  if (depth > MAX_CONTAINERS) throw new RecordError('tooDeep', '$', 'Bundles within Bundles');
  const type = string(resource['resourceType']);
  if (type === undefined) {
    found.unreadable.push({ resource: fullUrl ?? '(unknown)', why: 'a resource without resourceType' });
  } else if (type === 'Bundle') {
    found.containers += 1;
    for (const entry of elements(resource['entry'])) takeEntry(entry, found, depth + 1);
  } else if (type === 'Parameters') {
    found.containers += 1;
    takeParameters(elements(resource['parameter']), found, depth + 1);
  } else found.entries.push(entryOf(type, resource, fullUrl));
}

function takeParameters(parameters: readonly Element[], found: Found, depth: number): void {
  if (depth > MAX_CONTAINERS) throw new RecordError('tooDeep', '$', 'Parameters within Parameters');
  for (const parameter of parameters) {
    if (isElement(parameter['resource'])) takeResource(parameter['resource'], undefined, found, depth);
    takeParameters(elements(parameter['part']), found, depth + 1);
  }
}

function entryOf(type: string, resource: Element, fullUrl: string | undefined): Entry {
  const id = string(resource['id']);
  const reference = id !== undefined ? `${type}/${id}` : (fullUrl ?? `${type}/#${contentHash(resource)}`);
  return { reference, type, resource, ...(id !== undefined && { id }), ...(fullUrl !== undefined && { fullUrl }) };
}

/** FNV-1a over the JSON text: a name for resources that have neither id nor fullUrl, equal for equal content. */
function contentHash(resource: Element): string {
  const json = JSON.stringify(resource);
  let hash = 0x811c9dc5;
  for (let i = 0; i < json.length; i++) hash = Math.imul(hash ^ json.charCodeAt(i), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}

/** One entry per resource: a repeated one counts once, of several versions the newest; undated differing ones all stay. */
function unique(entries: readonly Entry[]): Entry[] {
  const kept = new Map<string, Entry[]>();
  for (const entry of entries) {
    const same = kept.get(entry.reference);
    if (!same) kept.set(entry.reference, [entry]);
    else if (same[0] && versionOf(entry) > versionOf(same[0])) kept.set(entry.reference, [entry]);
    else if (same[0] && versionOf(entry) === versionOf(same[0])) same.push(entry);
  }
  return [...kept.values()].flatMap((same) => (same.length === 1 ? same : distinct(same)));
}

const distinct = (same: readonly Entry[]): Entry[] => [
  ...new Map(same.map((entry) => [JSON.stringify(entry.resource), entry])).values(),
];

/** Sorts as text: lastUpdated (one server writes one format), then a padded version number. */
function versionOf(entry: Entry): string {
  const meta = element(entry.resource['meta']);
  return `${string(meta?.['lastUpdated']) ?? ''}|${(string(meta?.['versionId']) ?? '').padStart(12, '0')}`;
}
