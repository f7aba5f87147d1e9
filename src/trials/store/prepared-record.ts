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

/** Maps and structures one record. One that cannot be read comes back with its error, whole; one not accepted not at all. */
export function prepareRecord(
  hashed: HashedRecord,
  reader: RecordReader,
  structurer: Structurer,
  accepts: (record: TrialRecord) => boolean,
): PreparedRecord | FailedRecord | undefined {
  try {
    const record = reader.map(JSON.parse(hashed.json));
    if (!accepts(record)) return undefined;
    const version = record.updated ?? hashed.sha256.slice(0, 12);
    const document = structurer.structure({ ...record.eligibility, version });
    return { ...hashed, id: record.id, record, content: pack(hashed.json), document };
  } catch (error) {
    return { ...hashed, error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}

export const isFailed = (prepared: PreparedRecord | FailedRecord): prepared is FailedRecord => 'error' in prepared;
