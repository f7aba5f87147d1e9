import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { projectPath } from './paths.js';

/** Folders whose files give words and codes their meaning. */
const FOLDERS = ['criteria/lexicon', 'seeds/terminology'];

/** Every vocabulary file with its sha256, sorted by path. */
export function vocabularyManifest(): { path: string; sha256: string }[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(projectPath(folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.md'))
      .map((entry) => `${entry.parentPath}/${entry.name}`.slice(projectPath('').length)),
  )
    .sort()
    .map((path) => ({
      path,
      sha256: createHash('sha256')
        .update(readFileSync(projectPath(path)))
        .digest('hex'),
    }));
}

/** Names the state of all vocabulary files: twelve hex digits of the manifest's own sha256. */
export function vocabularyVersion(): string {
  const lines = vocabularyManifest().map(({ path, sha256 }) => `${sha256}  ${path}`);
  return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 12);
}
