import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { ClinicalLexiconData } from '../domain/structuring/readers/clinical/index.js';
import { projectPath } from './paths.js';

let loaded: ClinicalLexiconData | undefined;

/** criteria/lexicon/clinical-*.yaml as one table of tags; read once per process. A tag may be spread over files, a value not. */
export function loadClinicalLexicons(): ClinicalLexiconData {
  if (loaded) return loaded;
  const folder = projectPath('criteria/lexicon');
  const all: Record<string, Record<string, string[]>> = {};
  for (const file of readdirSync(folder)
    .filter((name) => name.startsWith('clinical-'))
    .sort()) {
    const tags = parse(readFileSync(`${folder}/${file}`, 'utf8')) as Record<string, Record<string, string[]>>;
    for (const [tag, values] of Object.entries(tags)) all[tag] = { ...all[tag], ...values };
  }
  return (loaded = all);
}
