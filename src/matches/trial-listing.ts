import type { TrialListing } from '../domain/matching/index/trial-entry.js';
import type { TrialRecord } from '../trials/trial-record.port.js';
import type { Trial } from '../trials/trials.service.js';

/** What ranking reads of a stored trial beside its criteria. */
export const listingOf = (trial: Trial): TrialListing => listing(trial, trial.lastUpdated);

/** The same of a registry's record that is not stored. */
export const listingOfRecord = (record: TrialRecord): TrialListing => listing(record, record.updated);

type Listed = Pick<Trial | TrialRecord, 'title' | 'status' | 'phases' | 'studyType' | 'primaryPurpose'>;

function listing(
  { title, status, phases, studyType, primaryPurpose }: Listed,
  updated: string | null | undefined,
): TrialListing {
  const phase = phases.at(-1);
  return {
    title,
    status,
    ...(phase && { phase }),
    ...(studyType && { studyType }),
    ...(primaryPurpose && { primaryPurpose }),
    ...(updated && { updated }),
  };
}
