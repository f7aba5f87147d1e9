import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parseAllDocuments } from 'yaml';
import { UsageError } from '../command.js';

/** The text of a file, unpacked where its name ends in `.gz`; `-` is standard input. @throws UsageError naming the file. */
export function readText(file: string): string {
  try {
    const bytes = readFileSync(file === '-' ? 0 : file);
    return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : 'cannot be read'}`);
  }
}

/**
 * The values of a file: one JSON value, the items of a JSON array, one value per line (NDJSON), or YAML documents where
 * the name ends in `.yaml` or `.yml`. @throws UsageError naming file and line.
 */
export function readValues(file: string): unknown[] {
  const text = readText(file);
  if (/\.ya?ml(\.gz)?$/.test(file)) return yamlValues(file, text);
  const whole = parseWhole(text);
  if (whole !== undefined) return Array.isArray(whole.value) ? (whole.value as unknown[]) : [whole.value];
  return text.split('\n').flatMap((line, i) => (line.trim() === '' ? [] : [parseLine(file, i + 1, line)]));
}

function parseWhole(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

function parseLine(file: string, line: number, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The parser's own words quote the line, which may be of a record.
    throw new UsageError(`${file}, line ${line}: not JSON`);
  }
}

/** References to anchors that a YAML document may hold, multiplied by what each stands for. */
const MOST_ALIASES = 100;

const lineOf = (text: string, position = 0): number => text.slice(0, position).split('\n').length;

function yamlValues(file: string, text: string): unknown[] {
  return parseAllDocuments(text).map((document) => {
    const [error] = document.errors;
    if (error) throw new UsageError(`${file}, line ${error.linePos?.[0].line ?? 1}: ${error.code}`);
    try {
      return document.toJS({ maxAliasCount: MOST_ALIASES }) as unknown;
    } catch {
      throw new UsageError(`${file}, line ${lineOf(text, document.range?.[0])}: too many aliases`);
    }
  });
}
