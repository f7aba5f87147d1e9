import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectPath } from './paths.js';

/** The patient records that the program starts with, as parsed JSON, in the order of their file names. */
export function patientSeeds(): unknown[] {
  const folder = projectPath('seeds/patients');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8')));
}
