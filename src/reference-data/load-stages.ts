import { readFileSync } from 'node:fs';
import type { StageCodesFile, StageSystemsFile } from '../domain/vocabulary/stages/stage-systems.js';
import { StageNotations } from '../domain/vocabulary/stages/stage-vocabulary.js';
import type { StageVocabulary } from '../domain/vocabulary/vocabulary.js';
import { projectPath } from './paths.js';
import { readYaml } from './read-files.js';

let loaded: StageVocabulary | undefined;

/** Stage notations of the shipped data files; read once per process. */
export const loadStages = (): StageVocabulary =>
  (loaded ??= new StageNotations(
    readYaml<StageSystemsFile>('criteria/lexicon/stage-systems.yaml'),
    JSON.parse(readFileSync(projectPath('seeds/terminology/stage-codes.json'), 'utf8')) as StageCodesFile,
  ));
