import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { StageCodesFile, StageSystemsFile } from '../domain/vocabulary/stages/stage-systems.js';
import { StageNotations } from '../domain/vocabulary/stages/stage-vocabulary.js';
import type { StageVocabulary } from '../domain/vocabulary/vocabulary.js';
import { projectPath } from './paths.js';

let loaded: StageVocabulary | undefined;

/** Stage notations of the shipped data files; read once per process. */
export const loadStages = (): StageVocabulary =>
  (loaded ??= new StageNotations(
    parse(readFileSync(projectPath('criteria/lexicon/stage-systems.yaml'), 'utf8')) as StageSystemsFile,
    JSON.parse(readFileSync(projectPath('seeds/terminology/stage-codes.json'), 'utf8')) as StageCodesFile,
  ));
