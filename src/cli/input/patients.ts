import { checkProfile, looksLikeProfile } from '../../domain/patient/check-profile.js';
import type { Profile } from '../../domain/patient/profile.js';
import { readRecord } from '../../domain/patient/read-record.js';
import { RecordError } from '../../domain/patient/record-error.js';
import type { Vocabulary } from '../../domain/vocabulary/vocabulary.js';
import { readRecordFile, RecordFileError } from '../../patients/record-files.js';
import { UsageError } from '../command.js';

/** Profiles of a file of FHIR records or of Profiles, in its order. @throws UsageError naming file, line and field. */
export async function* readPatients(file: string, vocabulary: Vocabulary): AsyncGenerator<Profile> {
  try {
    for await (const { record, place } of readRecordFile(file)) yield profileOf(record, place, vocabulary);
  } catch (error) {
    if (error instanceof RecordFileError) throw new UsageError(error.message);
    throw error;
  }
}

function profileOf(record: unknown, place: string, vocabulary: Vocabulary): Profile {
  if (looksLikeProfile(record)) {
    const checked = checkProfile(record);
    if ('problem' in checked) throw new UsageError(`${place}: ${checked.problem}`);
    return checked.profile;
  }
  try {
    return readRecord(record, vocabulary);
  } catch (error) {
    if (error instanceof RecordError) throw new UsageError(`${place}: ${error.message}`);
    throw error;
  }
}
