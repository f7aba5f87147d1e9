import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { projectPath } from './paths.js';

/** Parses a YAML file of the project. Throws with the file's name and line on a syntax error. */
export function readYaml<T>(path: string): T {
  return parse(readFileSync(projectPath(path), 'utf8'), { logLevel: 'error' }) as T;
}

/** Rows of a tab-separated file of the project; comment lines start with `#`. */
export function readTsv(path: string): string[][] {
  return readFileSync(projectPath(path), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'));
}
