import type { ConditionConcept } from '../patient/profile.js';
import { ClassGraph } from './class-graph.js';
import { withPlural } from './target-phrases.js';
import { Names } from './names.js';
import { resolveCodings } from './resolve-codings.js';
import type { ConditionVocabulary, MappingResult } from './vocabulary.js';

/** An entry of criteria/lexicon/conditions.yaml. */
export interface ConditionEntry {
  name: string;
  parents?: string[];
  /** ICD-10-CM codes; every code below one belongs to the condition too. */
  icd10cm?: string[];
  snomed?: string[];
  names?: string[];
  cased?: string[];
}

/** Builds the condition vocabulary: comorbidities by name, by ICD-10-CM prefix and by listed SNOMED code. */
export function createConditionVocabulary(
  entries: Readonly<Record<string, ConditionEntry>>,
  decoys: readonly string[] = [],
  listedSnomed: ReadonlyMap<string, string> = new Map(),
): ConditionVocabulary {
  const graph = new ClassGraph(entries);
  const names = new Names<string>();
  const icd = new Map<string, string>();
  const snomed = new Map<string, string>(listedSnomed);
  for (const [id, entry] of Object.entries(entries)) {
    names.add([entry.name, id, ...(entry.names ?? [])].flatMap(withPlural), id);
    names.addCased(entry.cased ?? [], id);
    for (const code of entry.icd10cm ?? []) icd.set(plainIcd(code), id);
    for (const code of entry.snomed ?? []) snomed.set(code, id);
  }
  names.addDecoys(decoys);
  const concept = (id: string): ConditionConcept | undefined => {
    const entry = entries[id];
    return entry && { code: id, system: 'condition', name: entry.name };
  };
  const isA = (code: string, ancestor: string): boolean => graph.isA(code, ancestor);
  const fromText = (text: string): MappingResult<ConditionConcept> => {
    const bare = withoutRemark(text);
    const past = withoutHistory(bare);
    const found = concept(names.get(past ?? bare) ?? '');
    if (!found) return { unmapped: text, why: 'the text names no condition of the vocabulary' };
    return {
      concept: found,
      mapping: past === undefined ? { route: 'text', confidence: 0.9 } : { route: 'history', confidence: 0.85 },
    };
  };
  return {
    concept,
    isA,
    fromText,
    fromCodings: (codings, text) =>
      resolveCodings(
        codings,
        text,
        [
          { system: 'icd10cm', lookup: (code) => found(rollUp(code, icd), concept) },
          { system: 'snomed', lookup: (code) => found({ id: snomed.get(code), rolledUp: false }, concept) },
        ],
        fromText,
        (one) => one.code,
        (below, above) => isA(below.code, above.code),
      ),
    find: (text) =>
      names.find(text).flatMap(({ start, end, value }) => {
        const one = concept(value);
        return one ? [{ start, end, value: one }] : [];
      }),
  };
}

const plainIcd = (code: string): string => code.replace('.', '').toUpperCase();

/** A remark in brackets at the end is no part of the name: `(disorder)`, `(historical - 2020-01-15)`. */
function withoutRemark(text: string): string {
  const trimmed = text.trim();
  const open = trimmed.endsWith(')') ? trimmed.lastIndexOf(' (') : -1;
  return open > 0 ? trimmed.slice(0, open) : trimmed;
}

/** What follows "History of"; undefined where the text doesn't begin so. */
const withoutHistory = (text: string): string | undefined =>
  /^(?:personal )?history of (?:an? )?(.+)$/i.exec(text)?.[1] ?? /^h\/o (.+)$/i.exec(text)?.[1];

interface IdOfCode {
  id: string | undefined;
  rolledUp: boolean;
}

/** The nearest code at or above `code` that the lexicon lists: I50.22 -> I50. */
function rollUp(code: string, table: ReadonlyMap<string, string>): IdOfCode {
  const plain = plainIcd(code);
  for (let length = plain.length; length >= 3; length--) {
    const id = table.get(plain.slice(0, length));
    if (id !== undefined) return { id, rolledUp: length < plain.length };
  }
  return { id: undefined, rolledUp: false };
}

function found({ id, rolledUp }: IdOfCode, concept: (id: string) => ConditionConcept | undefined) {
  const one = id === undefined ? undefined : concept(id);
  return one && { concept: one, rolledUp };
}
