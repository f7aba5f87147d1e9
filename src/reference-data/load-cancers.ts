import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { OncoTreeVocabulary } from '../domain/vocabulary/cancers/cancer-vocabulary.js';
import type { CancerLexicon } from '../domain/vocabulary/cancers/lexicon.js';
import type { CancerVocabulary } from '../domain/vocabulary/vocabulary.js';
import { projectPath } from './paths.js';

const text = (path: string): string => readFileSync(projectPath(path), 'utf8');

export const readCancerLexicon = (): CancerLexicon => ({
  oncotree: JSON.parse(text('seeds/terminology/oncotree.json')) as CancerLexicon['oncotree'],
  hierarchy: parse(text('criteria/lexicon/cancer-hierarchy.yaml')) as CancerLexicon['hierarchy'],
  terms: parse(text('criteria/lexicon/cancer-terms.yaml')) as CancerLexicon['terms'],
  sites: parse(text('criteria/lexicon/cancer-sites.yaml')) as CancerLexicon['sites'],
  histologies: parse(text('criteria/lexicon/cancer-histologies.yaml')) as CancerLexicon['histologies'],
  icd10cm: parse(text('criteria/lexicon/cancer-icd10cm.yaml')) as CancerLexicon['icd10cm'],
  metastasisSites: parse(text('criteria/lexicon/cancer-metastasis-sites.yaml')) as CancerLexicon['metastasisSites'],
  modifiers: parse(text('criteria/lexicon/cancer-modifiers.yaml')) as CancerLexicon['modifiers'],
});

let loaded: CancerVocabulary | undefined;

/** The cancer vocabulary of the shipped data files; read once per process. */
export const loadCancers = (): CancerVocabulary => (loaded ??= new OncoTreeVocabulary(readCancerLexicon()));
