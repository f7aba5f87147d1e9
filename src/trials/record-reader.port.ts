import type { RegistryName, TrialRecord } from './trial-record.port.js';

/** Reads one registry's wire record. Pure. */
export interface RecordReader {
  /** The record without contact persons and without fields that change though the study does not. */
  scrub(raw: unknown): unknown;
  /** Throws UnreadableRecordError where even the identity or the criteria cannot be read. */
  map(raw: unknown): TrialRecord;
  /** The record's number as far as it can be read, for naming it in reports. */
  idOf(raw: unknown): string | undefined;
}

/** The readers of all registries. */
export type RecordReaders = Record<RegistryName, RecordReader>;
