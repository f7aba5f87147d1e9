import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { UsageError } from '../command.js';

/** A line of NDJSON with where it stands, for messages. */
export interface JsonLine {
  /** `FILE, line N`. */
  place: string;
  value: unknown;
}

/**
 * The JSON values of an NDJSON file (`.gz` unpacked) or of standard input, one after the other without holding the whole.
 * Empty lines are passed over. @throws UsageError naming file and line.
 */
export async function* readJsonLines(file: string | undefined, stdin: Readable): AsyncGenerator<JsonLine> {
  const name = file ?? 'standard input';
  const source = file === undefined ? stdin : createReadStream(file);
  const input = file?.endsWith('.gz') ? source.pipe(createGunzip()) : source;
  // readline hands on no error of its source.
  const failed = new Promise<never>((_, reject) => {
    for (const stream of [source, input])
      stream.once('error', (error: Error) => reject(new UsageError(`${name}: ${error.message}`)));
  });
  failed.catch(() => undefined);
  const lines = createInterface({ input, crlfDelay: Infinity })[Symbol.asyncIterator]();
  for (let number = 1; ; number++) {
    const next = await Promise.race([lines.next(), failed]);
    if (next.done) return;
    if (next.value.trim() === '') continue;
    const place = `${name}, line ${number}`;
    yield { place, value: parsed(next.value, place) };
  }
}

function parsed(text: string, place: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new UsageError(`${place}: ${error instanceof Error ? error.message : 'not JSON'}`);
  }
}
