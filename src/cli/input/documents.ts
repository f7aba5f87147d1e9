import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { decodeDocument, type DecodeResult } from '../../domain/criteria/codec.js';
import { UsageError } from '../command.js';

export interface DocumentText {
  /** `FILE`, or `FILE, line N` in a file of many. */
  place: string;
  /** Lines of the file before this document. */
  linesBefore: number;
  decoded: DecodeResult;
}

/** The eligibility documents of a file: one in YAML or JSON, or one per line in .ndjson (and .gz of them). */
export async function readDocuments(file: string): Promise<DocumentText[]> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${file}: ${error.code === 'ENOENT' ? 'no such file' : error.message}`);
  });
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  if (!/\.(ndjson|jsonl)(\.gz)?$/.test(file)) return [{ place: file, linesBefore: 0, decoded: decodeDocument(text) }];
  return text
    .split('\n')
    .flatMap((line, i) =>
      line.trim() === '' ? [] : [{ place: `${file}, line ${i + 1}`, linesBefore: i, decoded: decodeDocument(line) }],
    );
}
