import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { EligibilityDocument } from '../domain/criteria/model.js';
import { projectPath } from './paths.js';

export interface CuratedFile {
  file: string;
  document: EligibilityDocument;
}

/** The hand-reviewed documents of a folder, by default criteria/curated/, in the order of their names. */
export function loadCurated(folder: string = projectPath('criteria/curated')): CuratedFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((file) => ({
      file,
      document: parse(readFileSync(join(folder, file), 'utf8'), { maxAliasCount: 0 }) as EligibilityDocument,
    }));
}
