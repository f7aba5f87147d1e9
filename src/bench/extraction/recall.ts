import type { Profile } from '../../domain/patient/profile.js';
import { elements, type Element } from './elements.js';
import type { SharedRecord } from './shared-records.js';

/** Records in which an element was found, of those that hold it; the same for single resources. */
export interface Recall {
  records: [found: number, of: number];
  resources: [found: number, of: number];
  missed?: string[];
}

/** Courses join many resources into one fact: for these a record is right where the number of facts is not zero. */
const JOINED = new Set(['cancerDrugs', 'radiotherapy']);

/** Resources without an id go by a hash of their content. */
const isSource = (reference: string, sources: ReadonlySet<string>): boolean =>
  sources.has(reference) ||
  (reference.endsWith('/') && [...sources].some((source) => source.startsWith(`${reference}#`)));

function recallOf(
  element: Element,
  records: readonly SharedRecord[],
  profiles: readonly (Profile | undefined)[],
): Recall | undefined {
  const recall: Recall = { records: [0, 0], resources: [0, 0] };
  const missed: string[] = [];
  for (const [index, { file, resources }] of records.entries()) {
    const profile = profiles[index];
    const held = new Map(
      resources.filter((one) => element.holds(one)).map((one) => [`${one.resourceType}/${one.id ?? ''}`, one]),
    );
    if (held.size === 0 || !profile) continue;
    const facts = profile.facts.filter((fact) => element.kinds.includes(fact.kind) && (element.fact?.(fact) ?? true));
    const sources = new Set(facts.map((fact) => fact.source.resource));
    const found =
      JOINED.has(element.name) && facts.length > 0
        ? held.size
        : [...held.keys()].filter((one) => isSource(one, sources)).length;
    recall.records[1] += 1;
    recall.resources[0] += found;
    recall.resources[1] += held.size;
    if (found > 0) recall.records[0] += 1;
    if (found < held.size) missed.push(file);
  }
  if (recall.records[1] === 0) return undefined;
  return missed.length === 0 ? recall : { ...recall, missed: missed.slice(0, 10) };
}

/** Recall per element; elements that no record of the set holds are left out. */
export const recallPerElement = (
  records: readonly SharedRecord[],
  profiles: readonly (Profile | undefined)[],
): Record<string, Recall> =>
  Object.fromEntries(
    elements.flatMap((element) => {
      const recall = recallOf(element, records, profiles);
      return recall ? [[element.name, recall]] : [];
    }),
  );
