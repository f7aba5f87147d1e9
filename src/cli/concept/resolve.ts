import { isMapped, type Coding, type MappingResult, type Vocabulary } from '../../domain/vocabulary/vocabulary.js';

export const conceptKinds = ['cancer', 'gene', 'drug', 'condition', 'analyte'] as const;
export type ConceptKind = (typeof conceptKinds)[number];

/** What one line asks about: words, or one coding (`system|code`, `system|code|display`). */
export type Query = { text: string } | { coding: Coding };

const SHORT_NAME = /^[A-Za-z][A-Za-z0-9-]{1,24}$/;

const isSystem = (text: string): boolean =>
  !text.includes(' ') && (/^(?:https?:|urn:)/.test(text) || SHORT_NAME.test(text));

/** A line is a coding if what stands before its first bar is a system: a URL, an OID or a short name. */
export function readQuery(line: string): Query {
  const [system = '', code, ...display] = line.split('|').map((part) => part.trim());
  if (code === undefined || code === '' || !isSystem(system)) return { text: line.trim() };
  const words = display.join('|');
  return { coding: { system, code, ...(words === '' ? {} : { display: words }) } };
}

/** One JSON object per query: the concept with route and confidence, or what was not mapped and why. */
export function resolveConcept(vocabulary: Vocabulary, kind: ConceptKind, query: Query): Record<string, unknown> {
  switch (kind) {
    case 'cancer': {
      const result = ask(query, vocabulary.cancers);
      if (!isMapped(result)) return { ...result };
      const { concept, mapping, ...said } = result;
      return { ...concept, ...mapping, ...said };
    }
    case 'condition':
      return flat(ask(query, vocabulary.conditions), (concept) => ({ ...concept }));
    case 'drug':
      return flat(ask(query, vocabulary.drugs), (drugs) => {
        const [first, ...others] = drugs;
        const one = { code: first?.agent, system: 'agent', name: first?.agent, classes: first?.classes ?? [] };
        return others.length === 0 ? one : { ...one, combinedWith: others };
      });
    case 'analyte':
      return flat(ask(query, vocabulary.analytes), (id) => {
        const { name, unit, loinc } = vocabulary.analytes.get(id) ?? { name: id, unit: undefined, loinc: undefined };
        return { code: id, system: 'analyte', name, unit, loinc };
      });
    case 'gene':
      return flat(
        'text' in query ? vocabulary.genes.resolve(query.text) : vocabulary.genes.fromCoding(query.coding),
        (symbol) => ({
          code: symbol,
          system: 'hgnc',
          name: symbol,
        }),
      );
  }
}

interface Asked<R> {
  fromText(text: string): R;
  fromCodings(codings: readonly Coding[]): R;
}

const ask = <R>(query: Query, vocabulary: Asked<R>): R =>
  'text' in query ? vocabulary.fromText(query.text) : vocabulary.fromCodings([query.coding]);

const flat = <C>(result: MappingResult<C>, show: (concept: C) => Record<string, unknown>): Record<string, unknown> =>
  isMapped(result) ? { ...show(result.concept), ...result.mapping } : { ...result };
