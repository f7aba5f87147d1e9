import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { projectPath } from './paths.js';

/** The registry records that the program starts with, one JSON text each, in the order of their ids. */
export function trialSeeds(registry: string): string[] {
  const file = projectPath(`seeds/trials/${registry}.ndjson.gz`);
  if (!existsSync(file)) return [];
  return gunzipSync(readFileSync(file))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');
}
