import type { EligibilityDocument } from '../../domain/criteria/model.js';
import type { RecordReader } from '../record-reader.port.js';
import type { Structurer } from '../structurer.port.js';
import type { RegistryName, TrialRecord } from '../trial-record.port.js';
import { canonicalJson, pack, sha256 } from './canonical-record.js';

/** A raw record with its identity, before it is known whether it is news. */
export interface HashedRecord {
  registry: RegistryName;
  id: string | undefined;
  json: string;
  sha256: string;
}

export interface PreparedRecord extends HashedRecord {
  id: string;
  record: TrialRecord;
  content: Buffer;
  document: EligibilityDocument;
}

export interface FailedRecord extends HashedRecord {
  error: string;
}

export function hashRecord(registry: RegistryName, reader: RecordReader, raw: unknown): HashedRecord {
  const json = canonicalJson(reader.scrub(raw)) ?? 'null';
  return { registry, id: reader.idOf(raw)?.toUpperCase(), json, sha256: sha256(json) };
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

interface MappedRecord {
  hashed: HashedRecord;
  record: TrialRecord;
}

/** Maps records. One that cannot be read comes back with its error, whole. */
export function mapRecord(hashed: HashedRecord, reader: RecordReader): MappedRecord | FailedRecord {
  try {
    return { hashed, record: reader.map(JSON.parse(hashed.json)) };
  } catch (error) {
    return { ...hashed, error: messageOf(error) };
  }
}

/** Structures mapped records. */
export async function structureRecords(
  mapped: readonly MappedRecord[],
  structurer: Structurer,
): Promise<(PreparedRecord | FailedRecord)[]> {
  const inputs = mapped.map(({ hashed, record }) => ({
    ...record.eligibility,
    version: record.updated ?? hashed.sha256.slice(0, 12),
  }));
  const structured = await structurer.structureAll(inputs);
  return mapped.map(({ hashed, record }, at) => {
    const made = structured[at] ?? { error: 'not structured' };
    return 'error' in made
      ? { ...hashed, error: made.error }
      : { ...hashed, id: record.id, record, content: pack(hashed.json), document: made.document };
  });
}

export const isFailed = <T extends object>(prepared: T | FailedRecord): prepared is FailedRecord => 'error' in prepared;
