import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import type { Readable } from 'node:stream';

/** A record of a file with the place it came from, for messages: `patients.ndjson line 3`. */
export interface FileRecord {
  record: unknown;
  place: string;
}

/** A file that cannot be read as records; the message names file and line. */
export class RecordFileError extends Error {
  override readonly name = 'RecordFileError';
}

export interface RecordFileOptions {
  /** Bytes of one record (a whole .json file, one line of .ndjson), unpacked. */
  maxRecordBytes?: number;
}

const DEFAULT_MAX_RECORD_BYTES = 64 * 1024 * 1024;

/**
 * The records of a file: `.json` holds one, `.ndjson` and `.jsonl` one per line, each plain or gzipped. A line may wrap
 * its record as `{file, bundle}`. Memory is bounded by the largest record, not by the file.
 *
 * @throws RecordFileError naming file and line.
 */
export async function* readRecordFile(file: string, options: RecordFileOptions = {}): AsyncGenerator<FileRecord> {
  const limit = options.maxRecordBytes ?? DEFAULT_MAX_RECORD_BYTES;
  const info = await stat(file).catch(() => undefined);
  if (!info) throw new RecordFileError(`${file}: no such file`);
  if (!info.isFile()) throw new RecordFileError(`${file}: not a file`);
  const plainName = file.toLowerCase().replace(/\.gz$/, '');
  const byLine = plainName.endsWith('.ndjson') || plainName.endsWith('.jsonl');
  const bytes = opened(file);
  try {
    yield* byLine ? recordsOfLines(bytes, file, limit) : recordsOfDocument(bytes, file, limit);
  } catch (error) {
    if (error instanceof RecordFileError) throw error;
    throw new RecordFileError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    bytes.destroy();
  }
}

function opened(file: string): Readable {
  const raw = createReadStream(file);
  if (!file.toLowerCase().endsWith('.gz')) return raw;
  const unpacked = createGunzip();
  raw.on('error', (error) => unpacked.destroy(error));
  return raw.pipe(unpacked);
}

/** The whole input as one JSON document; where it is none but its lines are, one record per line. */
async function* recordsOfDocument(bytes: Readable, file: string, limit: number): AsyncGenerator<FileRecord> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw tooLarge(file, limit);
    chunks.push(chunk);
  }
  const text = textOf(Buffer.concat(chunks));
  let whole: unknown;
  try {
    whole = JSON.parse(text) as unknown;
  } catch (error) {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    if (lines.length < 2 || !lines[0]?.trimEnd().endsWith('}')) throw notJson(file, error);
    for (const [index, line] of lines.entries()) yield recordOf(line, `${file} line ${index + 1}`);
    return;
  }
  yield { record: unwrapped(whole), place: file };
}

async function* recordsOfLines(bytes: Readable, file: string, limit: number): AsyncGenerator<FileRecord> {
  let number = 0;
  let pending: Buffer[] = [];
  let size = 0;
  const take = (): FileRecord | undefined => {
    number += 1;
    const line = textOf(Buffer.concat(pending));
    pending = [];
    size = 0;
    return line.trim() === '' ? undefined : recordOf(line, `${file} line ${number}`);
  };
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      pending.push(chunk.subarray(from, at));
      size += at - from;
      if (size > limit) throw tooLarge(`${file} line ${number + 1}`, limit);
      from = at + 1;
      const record = take();
      if (record) yield record;
    }
    if (from < chunk.length) {
      pending.push(Buffer.from(chunk.subarray(from)));
      size += chunk.length - from;
      if (size > limit) throw tooLarge(`${file} line ${number + 1}`, limit);
    }
  }
  const last = pending.length > 0 ? take() : undefined;
  if (last) yield last;
}

function recordOf(line: string, place: string): FileRecord {
  try {
    return { record: unwrapped(JSON.parse(line) as unknown), place };
  } catch (error) {
    throw notJson(place, error);
  }
}

/** `{file, bundle}` lines carry the record beside the name it came under. */
function unwrapped(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return 'resourceType' in value || !('bundle' in value) ? value : value.bundle;
}

/** UTF-8, without the byte-order mark that some exports begin with. */
const textOf = (bytes: Buffer): string => bytes.toString('utf8').replace(/^\uFEFF/, '');

const tooLarge = (place: string, limit: number): RecordFileError =>
  new RecordFileError(`${place}: the record is larger than ${limit} bytes`);

const notJson = (place: string, error: unknown): RecordFileError =>
  new RecordFileError(`${place}: not JSON (${error instanceof Error ? error.message : String(error)})`);
