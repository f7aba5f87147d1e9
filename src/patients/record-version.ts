import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';

/** How a record is kept: its JSON text compressed, and the hash that names this version of it. */
export function packRecord(record: unknown): { packed: Buffer; sha256: string } {
  const text = JSON.stringify(record);
  return { packed: gzipSync(text, { level: 6 }), sha256: createHash('sha256').update(text).digest('hex') };
}

export const unpackRecord = (packed: Uint8Array): unknown => JSON.parse(gunzipSync(packed).toString('utf8')) as unknown;
