import { toTheEnd } from '../logic/to-the-end.js';
import type { Profile } from '../patient/profile.js';
import type { MatchIndex } from './index/match-index.js';
import { PatientMatches, type DetailedMatch, type MatchingOptions } from './patient-matches.js';
import type { MatchReport, TrialMatch } from './report.js';

export interface MatchOptions extends MatchingOptions {
  /** Name of the engine and version, put in the report. */
  engine: string;
  /** List at most this many; counts and `wouldSettle` are over all. */
  top?: number;
  /** Results of every criterion for the trials listed. */
  explain?: boolean;
}

/** The whole report on one patient. */
export function matchPatient(index: MatchIndex, profile: Profile, options: MatchOptions): MatchReport {
  const matches = new PatientMatches(index, profile, options);
  const details = { criteria: options.explain ?? false, wouldSettle: true };
  return {
    patient: profile.patient,
    asOf: options.asOf,
    engine: options.engine,
    vocabulary: index.vocabulary.version,
    counts: matches.counts,
    matches: matches.slice(0, options.top ?? Infinity, details).map(asReported),
    wouldSettle: toTheEnd(matches.wouldSettle()),
    unmapped: profile.unmapped,
  };
}

const asReported = ({ rank, wouldSettle = [], ...match }: DetailedMatch): TrialMatch => ({
  ...match,
  wouldSettle,
  rank,
});
