import { readdirSync } from 'node:fs';
import type { ClinicalLexiconData } from '../domain/structuring/readers/clinical/index.js';
import { projectPath } from './paths.js';
import { readYaml } from './read-files.js';

let loaded: ClinicalLexiconData | undefined;

/** criteria/lexicon/clinical-*.yaml as one table of tags; read once per process. A tag may be spread over files, a value not. */
export function loadClinicalLexicons(): ClinicalLexiconData {
  if (loaded) return loaded;
  const folder = projectPath('criteria/lexicon');
  const all: Record<string, Record<string, string[]>> = {};
  for (const file of readdirSync(folder)
    .filter((name) => name.startsWith('clinical-'))
    .sort()) {
    const tags = readYaml<Record<string, Record<string, string[]>>>(`criteria/lexicon/${file}`);
    for (const [tag, values] of Object.entries(tags)) all[tag] = { ...all[tag], ...values };
  }
  return (loaded = all);
}
