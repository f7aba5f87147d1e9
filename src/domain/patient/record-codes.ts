import type { Coding } from '../vocabulary/vocabulary.js';
import { PhraseIndex } from '../vocabulary/phrase-index.js';

/** What the code of an Observation, or the modality of a Procedure, says that the resource states. */
export interface RecordElement {
  element: string;
  attributes: Readonly<Record<string, string>>;
}

/** One row of the code lexicon: codes that mean the same element, with what else they say (basis, axis, scale, ...). */
export interface RecordElementRow {
  element: string;
  codes: string[];
  attributes?: Record<string, string>;
}

/** The values of one table: normalized value to the codes and words that mean it. */
export type RecordValueTable = Record<string, { codes?: string[]; words?: string[] }>;

export interface RecordCodesData {
  elements: RecordElementRow[];
  tables: Record<string, RecordValueTable>;
}

/** Structure-like view of a CodeableConcept that the tables read. */
interface Coded {
  readonly codings: readonly Coding[];
  readonly text?: string;
}

/**
 * The codes by which a record says what it says, across mCODE releases and records without profiles. Codes are looked
 * up without their system: LOINC, SNOMED CT and NCIt codes cannot be mistaken for one another, and real records carry
 * them under misspelt or wrong systems.
 */
export interface RecordCodes {
  element(codings: readonly Coding[]): RecordElement | undefined;
  /** The value that a table gives to a concept: by code, else by words; undefined where it gives none or several. */
  value(table: string, concept: Coded): string | undefined;
  /** As `value`, from running text alone. */
  valueOfText(table: string, text: string): string | undefined;
}

interface Table {
  byCode: Map<string, string>;
  words: PhraseIndex<string>;
  /** Displays already looked through: records repeat them thousands of times. */
  read: Map<string, { value: string | undefined }>;
}

const MAX_READ = 5_000;
const AMBIGUOUS = Symbol('two values');

/** The one value that the codes give; AMBIGUOUS where they give two. */
function codedValue(table: Table, codings: readonly Coding[]): string | typeof AMBIGUOUS | undefined {
  let value: string | undefined;
  for (const { code } of codings) {
    const found = code === undefined ? undefined : table.byCode.get(code);
    if (found === undefined || found === value) continue;
    if (value !== undefined) return AMBIGUOUS;
    value = found;
  }
  return value;
}

/** Builds the lookup from the lexicon's data. Throws where a code or a phrase is given two meanings in one table. */
export function createRecordCodes(data: RecordCodesData): RecordCodes {
  const byCode = new Map<string, RecordElement>();
  for (const row of data.elements) {
    for (const code of row.codes) {
      if (byCode.has(code)) throw new Error(`record codes: ${code} is given to two elements`);
      byCode.set(code, { element: row.element, attributes: row.attributes ?? {} });
    }
  }
  const tables = new Map(Object.entries(data.tables).map(([name, table]) => [name, tableOf(name, table)]));

  const valueOfText = (name: string, text: string): string | undefined => {
    const table = tables.get(name);
    if (!table) throw new Error(`record codes: no table ${name}`);
    const known = table.read.get(text);
    if (known) return known.value;
    const found = new Set(table.words.find(text).map((mention) => mention.value));
    const value = found.size === 1 ? [...found][0] : undefined;
    if (table.read.size >= MAX_READ) table.read.clear();
    table.read.set(text, { value });
    return value;
  };
  return {
    element(codings) {
      for (const one of codings) {
        const found = one.code === undefined ? undefined : byCode.get(one.code);
        if (found) return found;
      }
      return undefined;
    },
    value(name, concept) {
      const table = tables.get(name);
      if (!table) throw new Error(`record codes: no table ${name}`);
      const coded = codedValue(table, concept.codings);
      if (coded !== undefined) return coded === AMBIGUOUS ? undefined : coded;
      const words = concept.text === undefined ? undefined : valueOfText(name, concept.text);
      if (words !== undefined) return words;
      for (const { display } of concept.codings) {
        const found = display === undefined || display === concept.text ? undefined : valueOfText(name, display);
        if (found !== undefined) return found;
      }
      return undefined;
    },
    valueOfText,
  };
}

function tableOf(name: string, data: RecordValueTable): Table {
  const table: Table = { byCode: new Map(), words: new PhraseIndex(), read: new Map() };
  for (const [value, { codes = [], words = [] }] of Object.entries(data)) {
    for (const code of codes) {
      if (table.byCode.has(code)) throw new Error(`record codes: ${code} has two values in table ${name}`);
      table.byCode.set(code, value);
    }
    for (const phrase of words) {
      if (!table.words.add(phrase, value) && table.words.get(phrase) !== value)
        throw new Error(`record codes: "${phrase}" has two values in table ${name}`);
    }
  }
  return table;
}
