import { codeSystem } from './coding-system.js';
import type { Coding, GeneVocabulary, MappingResult, Mention } from './vocabulary.js';
import { exonOfCodons, type GeneExons } from './variants/exons.js';
import { hasNearby, Names, withoutOverlaps } from './names.js';

export interface GeneRow {
  symbol: string;
  aliases: readonly string[];
}

/** criteria/lexicon/genes.yaml. */
export interface GeneOverrides {
  /** Approved symbol -> names of oncology usage, which win over any alias table. */
  names: Readonly<Record<string, string[]>>;
  /** Approved symbol -> names that must be written exactly so in running text. */
  cased?: Readonly<Record<string, string[]>>;
  /** Abbreviation -> words of which one must stand nearby. */
  near?: Readonly<Record<string, string[]>>;
  /** Symbols of letters alone that stand for the gene wherever they are written. */
  inText: readonly string[];
  /** Words beside which any other symbol of letters alone is read as a gene. */
  geneWords: readonly string[];
  /** Symbols and aliases that are English words or other abbreviations: never read in running text. */
  notInText: readonly string[];
}

export interface GeneTable {
  rows: readonly GeneRow[];
  /** `HGNC:1097` or `1097` -> symbol. */
  byHgncId: (id: string) => string | undefined;
  /** NCBI gene id -> symbol. */
  byNcbiId: (id: string) => string | undefined;
  exons: GeneExons;
}

/** Upper-case words with at least three characters, digits and inner hyphens: what a gene symbol looks like in a text. */
const SYMBOL = /[A-Z][A-Za-z0-9]*(?:-[A-Z0-9]+)*/g;

/**
 * Gene names to approved symbols: curated oncology usage, then approved symbols, then aliases that point to one gene
 * only. Ambiguous aliases (PD1, PSA, CEA outside the curated table) stay unmapped.
 */
export function createGeneVocabulary(table: GeneTable, overrides: GeneOverrides): GeneVocabulary {
  const curated = new Names<string>();
  for (const [symbol, names] of Object.entries(overrides.names)) curated.add(names, symbol);
  for (const [symbol, names] of Object.entries(overrides.cased ?? {}))
    for (const name of names) curated.addCased([name], symbol, overrides.near?.[name]);
  const symbols = new Set(table.rows.map((row) => row.symbol));
  const byKey = once(() => new Map(table.rows.map(({ symbol }) => [key(symbol), symbol])));
  const aliases = once(() => aliasTable(table.rows));
  const silent = new Set(overrides.notInText);
  const plainlyGenes = new Set(overrides.inText);
  const geneWords = new Set(overrides.geneWords);
  const isGeneHere = (word: string, text: string, start: number): boolean =>
    /\d/.test(word) || plainlyGenes.has(word) || hasNearby(text, start, start + word.length, geneWords);
  const byName = (text: string): MappingResult<string> => {
    const own = curated.get(text) ?? (symbols.has(text) ? text : byKey().get(key(text)));
    if (own !== undefined) return { concept: own, mapping: { route: 'symbol', confidence: 1 } };
    const candidates = [...(aliases().get(key(text)) ?? [])].sort();
    const only = candidates[0];
    if (only === undefined) return { unmapped: text, why: 'no gene of that name' };
    if (candidates.length > 1) return { unmapped: text, why: `ambiguous alias: ${candidates.join(', ')}` };
    return { concept: only, mapping: { route: 'alias', confidence: 0.95 } };
  };
  const resolve = (text: string): MappingResult<string> => {
    const trimmed = text.trim();
    if (/^HGNC:\d+$/i.test(trimmed)) return byId(trimmed, table.byHgncId(trimmed.slice(5)));
    if (/^(?:NCBIGene|GeneID|entrez):\d+$/i.test(trimmed))
      return byId(trimmed, table.byNcbiId(trimmed.slice(trimmed.indexOf(':') + 1)));
    return byName(trimmed);
  };
  return {
    resolve,
    exonOf: (gene, first, last) => exonOfCodons(table.exons, gene, first, last),
    fromCoding: (coding: Coding): MappingResult<string> => {
      const code = coding.code?.trim() ?? '';
      const system = codeSystem(coding.system);
      const id = code.replace(/^HGNC:/i, '');
      const numeric = /^\d+$/.test(id);
      const symbol = system === 'ncbiGene' && numeric ? table.byNcbiId(id) : numeric ? table.byHgncId(id) : undefined;
      if (symbol !== undefined) {
        const shown = coding.display === undefined ? undefined : byName(coding.display);
        const agrees = !shown || !('concept' in shown) || shown.concept === symbol;
        // The code defines the meaning; a display of another gene makes it less sure.
        return agrees
          ? byId(code, symbol)
          : { concept: symbol, mapping: { route: 'gene id, display differs', confidence: 0.7 } };
      }
      const names = [numeric ? undefined : code, coding.display].filter((name) => name !== undefined && name !== '');
      for (const name of names) {
        const result = byName(name ?? '');
        if ('concept' in result) return result;
      }
      return { unmapped: `${coding.system ?? ''}|${code}`, why: 'the coding names no gene of the vocabulary' };
    },
    find: (text) => {
      const found: Mention<string>[] = curated.find(text);
      SYMBOL.lastIndex = 0;
      for (let match = SYMBOL.exec(text); match; match = SYMBOL.exec(text)) {
        const word = match[0];
        if (word.length < 3 || silent.has(word) || !symbols.has(word) || !isGeneHere(word, text, match.index)) continue;
        found.push({ start: match.index, end: match.index + word.length, value: word });
      }
      return withoutOverlaps(found);
    },
  };
}

/** Alias to the symbols that carry it. */
function aliasTable(rows: readonly GeneRow[]): ReadonlyMap<string, ReadonlySet<string>> {
  const table = new Map<string, Set<string>>();
  for (const { symbol, aliases } of rows)
    for (const name of aliases) {
      const known = table.get(key(name));
      if (known) known.add(symbol);
      else table.set(key(name), new Set([symbol]));
    }
  return table;
}

/** Tables of all genes are made when first asked for: most processes meet only symbols. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Case, hyphens and blanks don't tell genes apart (`c-Met`, `HER 2`, `erbb2`). */
const key = (name: string): string => name.toUpperCase().replace(/[\s_-]/g, '');

const byId = (id: string, symbol: string | undefined): MappingResult<string> =>
  symbol === undefined
    ? { unmapped: id, why: 'the gene id is not in the vocabulary' }
    : { concept: symbol, mapping: { route: 'gene id', confidence: 1 } };
