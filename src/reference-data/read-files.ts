import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { projectPath } from './paths.js';

/** Where parsed lexicons are kept between runs: parsing YAML takes a hundred times longer than parsing JSON. */
const CACHE = 'var/cache/lexicons';

/**
 * Parses a YAML file of the project. The parsed form is kept beside the checkout under the hash of the file's bytes, so
 * that it can never be older than the file. Throws with the file's name and line on a syntax error.
 */
export function readYaml<T>(path: string): T {
  const text = readFileSync(projectPath(path), 'utf8');
  const sha256 = createHash('sha256').update(text).digest('hex').slice(0, 16);
  const kept = projectPath(`${CACHE}/${path.replaceAll('/', '-')}.${sha256}.json`);
  return readKept<T>(kept) ?? keep(kept, parseYaml<T>(text, path));
}

function parseYaml<T>(text: string, path: string): T {
  try {
    return parse(text) as T;
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function readKept<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    return undefined;
  }
}

/** Writes aside and renames, so that processes that start together never read half a file. A read-only disk is no error. */
function keep<T>(file: string, value: T): T {
  const aside = `${file}.${String(process.pid)}`;
  try {
    mkdirSync(projectPath(CACHE), { recursive: true });
    writeFileSync(aside, JSON.stringify(value));
    renameSync(aside, file);
  } catch {
    // The next run parses again.
  }
  return value;
}

/** Rows of a tab-separated file of the project; comment lines start with `#`. */
export function readTsv(path: string): string[][] {
  return readFileSync(projectPath(path), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'));
}
