import type { Profile } from '../../domain/patient/profile.js';
import { readRecord } from '../../domain/patient/read-record.js';
import { RecordError } from '../../domain/patient/record-error.js';
import { readRecordFile, RecordFileError } from '../../patients/record-files.js';
import { loadVocabulary } from '../../reference-data/load-vocabulary.js';
import { UsageError } from '../command.js';

const isProfile = (value: unknown): value is Profile =>
  typeof value === 'object' && value !== null && 'patient' in value && 'facts' in value && Array.isArray(value.facts);

/**
 * The patients of a file as profiles, one by one: FHIR records are read, profiles are taken as they are.
 * @throws UsageError naming file and line.
 */
export async function* patientProfiles(file: string): AsyncGenerator<Profile> {
  let at = file;
  try {
    for await (const { record, place } of readRecordFile(file)) {
      at = place;
      yield isProfile(record) ? { ...record, unmapped: record.unmapped ?? [] } : readRecord(record, loadVocabulary());
    }
  } catch (error) {
    if (error instanceof RecordFileError) throw new UsageError(error.message);
    if (error instanceof RecordError) throw new UsageError(`${at}: ${error.message}`);
    throw error;
  }
}
