import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { decodeDocument } from '../domain/criteria/codec.js';
import type { EligibilityDocument } from '../domain/criteria/model.js';
import { projectPath } from './paths.js';

export interface CuratedFile {
  file: string;
  document: EligibilityDocument;
}

/** A curated file that cannot be read; the message names file, line and field. */
export class CuratedFileError extends Error {
  override readonly name = 'CuratedFileError';
}

const filesOf = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => /\.ya?ml$/.test(name))
        .sort()
    : [];

/** The hand-reviewed documents that ship with Eligo (criteria/curated/), in the order of their names. Tests check them. */
export function loadCurated(): CuratedFile[] {
  const folder = projectPath('criteria/curated');
  return filesOf(folder).map((file) => ({
    file,
    document: parse(readFileSync(join(folder, file), 'utf8'), { maxAliasCount: 0 }) as EligibilityDocument,
  }));
}

/**
 * What is curated in a folder of one's own. People edit these files, so that each is checked as it is read.
 * @throws CuratedFileError
 */
export function readCurated(folder: string): CuratedFile[] {
  return filesOf(folder).map((file) => {
    const decoded = decodeDocument(readFileSync(join(folder, file), 'utf8'));
    if ('document' in decoded) return { file, document: decoded.document };
    const [{ line, path, message } = { path: [], message: 'cannot be read' }] = decoded.issues;
    const place = [line === undefined ? '' : `line ${line}`, path.join('.')].filter((part) => part !== '').join(', ');
    throw new CuratedFileError(`${join(folder, file)}${place === '' ? '' : `, ${place}`}: ${message}`);
  });
}
