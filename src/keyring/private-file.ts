import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

function writeBeside(file: string, text: string): string {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const fresh = `${file}.${process.pid}.new`;
  writeFileSync(fresh, text, { mode: 0o600, flush: true });
  return fresh;
}

/** Replaces a file that only its owner may read, whole or not at all. */
export const replacePrivate = (file: string, text: string): void => renameSync(writeBeside(file, text), file);

export const readPrivate = (file: string): string | undefined =>
  existsSync(file) ? readFileSync(file, 'utf8') : undefined;

/** Makes the file unless there is one; gives what it holds then. Of two processes that begin at once, one wins. */
export function makePrivate(file: string, text: string): string {
  const fresh = writeBeside(file, text);
  try {
    linkSync(fresh, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(fresh);
  }
  return readFileSync(file, 'utf8');
}
