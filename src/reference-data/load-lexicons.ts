import type { StructuringLexicons } from '../domain/structuring/lexicons.js';
import { loadClinicalLexicons } from './load-clinical-lexicons.js';
import { readYaml } from './read-files.js';

const readLexicon = <T>(name: string): T => readYaml<T>(`criteria/lexicon/${name}.yaml`);

let loaded: StructuringLexicons | undefined;

/** The structurer's lexicons of criteria/lexicon/, read once per process. */
export function loadLexicons(): StructuringLexicons {
  loaded ??= {
    headings: readLexicon('headings'),
    connectives: readLexicon('connectives'),
    asides: readLexicon('asides'),
    comparators: readLexicon('comparators'),
    measures: readLexicon('measures'),
    limitConditions: readLexicon('limit-conditions'),
    clinical: loadClinicalLexicons(),
  };
  return loaded;
}
