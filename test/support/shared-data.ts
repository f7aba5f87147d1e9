import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe } from 'vitest';

/** Folder of the public development data (see README); not part of the repository. */
const root = process.env['ELIGO_SHARED_DATA'] ?? '../shared/data';

export const sharedDataExists = existsSync(root);
if (!sharedDataExists)
  console.warn(`SKIPPED, LOUDLY: no shared data at ${root}; set ELIGO_SHARED_DATA to run the tests that read it.`);

export const sharedPath = (relative: string): string => join(root, relative);
export const sharedFiles = (folder: string): string[] => readdirSync(sharedPath(folder)).sort();

export const readShared = (relative: string): string => {
  const bytes = readFileSync(sharedPath(relative));
  return (relative.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
};

export const readSharedJson = <T>(relative: string): T => JSON.parse(readShared(relative)) as T;

export const readSharedNdjson = <T>(relative: string): T[] =>
  readShared(relative)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T);

/** `describe` for tests that read the shared data; skipped with a warning where it is absent. */
export const describeWithSharedData = describe.skipIf(!sharedDataExists);
