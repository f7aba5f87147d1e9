import type { CancerConcept } from '../../domain/patient/profile.js';
import { isMapped, type CancerVocabulary } from '../../domain/vocabulary/vocabulary.js';
import { upTo, type DoTerm } from './disease-ontology.js';

const codesOf = (concept: CancerConcept): string => [concept.code, ...(concept.alsoCodes ?? [])].sort().join('+');

/**
 * The preon "database" cancer list, scored by DOID: a string is given to the vocabulary, the concept goes to Disease
 * Ontology terms by NCIt code or equal meaning of their names. Right where a given DOID is among them (`exact`), or within
 * two levels of is_a, the flattening that preon's own figure uses (`twoLevels`). Only terms below DOID:162, cancer, count, as
 * in the list; a string without a DOID must get none.
 */
export function scorePreon(
  csv: string,
  terms: ReadonlyMap<string, DoTerm>,
  cancers: CancerVocabulary,
): Record<string, unknown> {
  const byNcit = new Map<string, Set<string>>();
  const byMeaning = new Map<string, Set<string>>();
  const put = (map: Map<string, Set<string>>, key: string, id: string) =>
    map.set(key, (map.get(key) ?? new Set()).add(id));
  for (const term of terms.values()) {
    for (const code of term.ncit) put(byNcit, code, term.id);
    for (const name of term.names) {
      const read = cancers.fromText(name);
      if (isMapped(read) && read.mapping.confidence >= 0.75) put(byMeaning, codesOf(read.concept), term.id);
    }
  }
  const doidsOfOne = (concept: CancerConcept): string[] => [
    ...(concept.ncit ?? []).flatMap((code) => [...(byNcit.get(code) ?? [])]),
    ...(byMeaning.get(codesOf(concept)) ?? []),
  ];
  // A set of nodes without a term of its own ("non-melanoma skin cancer") is the terms of its members.
  const doids = (concept: CancerConcept): Set<string> => {
    const own = doidsOfOne(concept);
    if (own.length > 0 || !concept.alsoCodes) return new Set(own);
    const members = [concept.code, ...concept.alsoCodes]
      .map((code) => cancers.concept(code))
      .filter((one) => one !== undefined);
    return new Set(members.flatMap(doidsOfOne));
  };

  const counts = { strings: 0, withDoid: 0, mapped: 0, exact: 0, twoLevels: 0, mappedWithoutDoid: 0 };
  const wrong: string[] = [];
  for (const line of csv
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/)
    .slice(1)) {
    const [text = '', given = ''] = line.split(';');
    const gold = given
      .split(',')
      .filter((id) => id !== '')
      .map((id) => terms.get(id)?.id ?? id);
    counts.strings += 1;
    if (gold.length > 0) counts.withDoid += 1;
    const read = cancers.fromText(text);
    const predicted = isMapped(read) ? doids(read.concept) : new Set<string>();
    if (predicted.size === 0) {
      if (gold.length > 0) wrong.push(`${text}: ${isMapped(read) ? `${read.concept.code} has no DOID` : 'not mapped'}`);
      continue;
    }
    counts.mapped += 1;
    if (gold.length === 0) {
      counts.mappedWithoutDoid += 1;
      wrong.push(`${text}: mapped, no DOID in the list`);
      continue;
    }
    const exact = gold.some((id) => predicted.has(id));
    const near =
      exact ||
      gold.some((id) => [...predicted].some((other) => upTo(terms, other, 2).has(id) || upTo(terms, id, 2).has(other)));
    if (exact) counts.exact += 1;
    if (near) counts.twoLevels += 1;
    else wrong.push(`${text}: ${[...predicted].join(' ')} for ${given}`);
  }
  return {
    ...counts,
    f1Exact: f1(counts.exact, counts),
    f1TwoLevels: f1(counts.twoLevels, counts),
    publishedF1: 0.946,
    wrong,
  };
}

function f1(right: number, { mapped, withDoid }: { mapped: number; withDoid: number }): number {
  const precision = right / mapped;
  const recall = right / withDoid;
  return Math.round((2000 * precision * recall) / (precision + recall)) / 1000;
}
