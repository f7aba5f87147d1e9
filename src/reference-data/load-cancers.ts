import { readFileSync } from 'node:fs';
import { OncoTreeVocabulary } from '../domain/vocabulary/cancers/cancer-vocabulary.js';
import type { CancerLexicon } from '../domain/vocabulary/cancers/lexicon.js';
import type { CancerVocabulary } from '../domain/vocabulary/vocabulary.js';
import { projectPath } from './paths.js';
import { readTsv, readYaml } from './read-files.js';

const text = (path: string): string => readFileSync(projectPath(path), 'utf8');

export const readCancerLexicon = (): CancerLexicon => ({
  oncotree: JSON.parse(text('seeds/terminology/oncotree.json')) as CancerLexicon['oncotree'],
  hierarchy: readYaml<CancerLexicon['hierarchy']>('criteria/lexicon/cancer-hierarchy.yaml'),
  terms: readYaml<CancerLexicon['terms']>('criteria/lexicon/cancer-terms.yaml'),
  sites: readYaml<CancerLexicon['sites']>('criteria/lexicon/cancer-sites.yaml'),
  histologies: readYaml<CancerLexicon['histologies']>('criteria/lexicon/cancer-histologies.yaml'),
  icd10cm: readYaml<CancerLexicon['icd10cm']>('criteria/lexicon/cancer-icd10cm.yaml'),
  icdo3: readYaml<CancerLexicon['icdo3']>('criteria/lexicon/cancer-icdo3.yaml'),
  metastasisSites: readYaml<CancerLexicon['metastasisSites']>('criteria/lexicon/cancer-metastasis-sites.yaml'),
  codes: readTsv('seeds/terminology/cancer-codes.tsv'),
  modifiers: readYaml<CancerLexicon['modifiers']>('criteria/lexicon/cancer-modifiers.yaml'),
});

let loaded: CancerVocabulary | undefined;

/** The cancer vocabulary of the shipped data files; read once per process. */
export const loadCancers = (): CancerVocabulary => (loaded ??= new OncoTreeVocabulary(readCancerLexicon()));
