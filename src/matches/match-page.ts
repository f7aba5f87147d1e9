import type { TrialEntry } from '../domain/matching/index/trial-entry.js';
import { type DetailedMatch, type Details, PatientMatches } from '../domain/matching/patient-matches.js';
import type { Reach } from '../domain/matching/rank.js';
import type { Grade, MatchReport } from '../domain/matching/report.js';
import type { Profile } from '../domain/patient/profile.js';
import { type PackedTexts, packTexts } from './packed-texts.js';
import type { TrialCatalogue, TrialChoice } from './trial-catalogue.js';

/** Which matches of a patient to tell, and what of each. Plain data: it may be sent to another thread. */
export interface MatchQuestion extends TrialChoice {
  asOf: string;
  grades?: readonly Grade[];
  /** Only those whose failing criteria can all change. */
  recoverableOnly?: boolean;
  /** Trials that the worklist has put away, with the version for which that holds. */
  putAway?: ReadonlyMap<string, string>;
  /** Ids of the trials to consider. */
  within?: ReadonlySet<string>;
  /** How the patient can reach each trial; those that are absent are not considered. */
  reach?: ReadonlyMap<string, Reach>;
  /** How many matches to tell. */
  first: number;
  /** Key of the match before the first. */
  after?: string;
  details: Details;
  /** Tell the matches as `search` elements of a FHIR searchset; `details` is then not looked at. */
  asSearches?: boolean;
  /** Also what to find out next, over all trials. */
  wouldSettle?: boolean;
  /** Also the ids of all trials that are listed. */
  trialIds?: boolean;
}

/** A page of a patient's matches. */
export interface MatchPage {
  counts: Readonly<Record<Grade, number>>;
  /** Number of matches on all pages. */
  total: number;
  /** How many were left out because they are put away. */
  putAway: number;
  matches: DetailedMatch[];
  /** In their place, where that was asked for: which trials match, and the `search` element of each. */
  searches?: { trials: string[]; elements: PackedTexts };
  hasNextPage: boolean;
  wouldSettle?: MatchReport['wouldSettle'];
  trialIds?: string[];
}

/** The match after which a page was to begin is not in the list any more. */
export class ListChanged extends Error {
  override readonly name = 'ListChanged';
}

const LISTED_BY_DEFAULT: readonly Grade[] = ['certain', 'probable', 'possible'];

/** The key of a match in its list. */
export const keyOfMatch = ({ trial }: Pick<DetailedMatch, 'trial'>): string => `${trial.registry}:${trial.id}`;

/**
 * Answers a question. Yields where the work may pause; between two pauses lies the ranking of all trials, one explained match,
 * or what would settle some of them. The catalogue must not change before the end.
 * @throws ListChanged
 */
export function* matchPage(
  catalogue: TrialCatalogue,
  profile: Profile,
  question: MatchQuestion,
): Generator<undefined, MatchPage> {
  const grades = new Set(question.grades ?? LISTED_BY_DEFAULT);
  const filter = considered(question, catalogue.chosen(question));
  const { reach } = question;
  const matches = new PatientMatches(catalogue.index, profile, {
    asOf: question.asOf,
    all: grades.has('certainly-not'),
    ...(filter && { filter }),
    ...(reach && { reach: (trial: TrialEntry) => reach.get(trial.document.trial.id) ?? {} }),
  });
  yield;
  const listed = matches.places(grades, question.recoverableOnly);
  const { putAway } = question;
  const shown = putAway ? listed.filter((place) => !isPutAway(matches.trialAt(place), putAway)) : listed;
  const start = question.after === undefined ? 0 : after(question.after, shown, matches);
  const places = shown.slice(start, start + question.first);
  const idOf = (place: number): string => matches.trialAt(place).document.trial.id;
  return {
    counts: matches.counts,
    total: shown.length,
    putAway: listed.length - shown.length,
    ...(question.asSearches
      ? { matches: [], searches: { trials: places.map(idOf), elements: packTexts(yield* each(places, (place) => matches.searchAt(place))) } } // prettier-ignore
      : { matches: yield* each(places, (place) => matches.at(place, question.details)) }),
    hasNextPage: start + question.first < shown.length,
    ...(question.wouldSettle && { wouldSettle: yield* matches.wouldSettle() }),
    ...(question.trialIds && { trialIds: shown.map(idOf) }),
  };
}

/** Tells one match after the other, with a pause after each. */
function* each<T>(places: readonly number[], tell: (place: number) => T): Generator<undefined, T[]> {
  const told: T[] = [];
  for (const place of places) {
    told.push(tell(place));
    yield;
  }
  return told;
}

function considered(
  { within, reach }: MatchQuestion,
  chosen: ((trial: TrialEntry) => boolean) | undefined,
): ((trial: TrialEntry) => boolean) | undefined {
  if (!within && !reach) return chosen;
  return (trial) => {
    const { id } = trial.document.trial;
    return (!within || within.has(id)) && (!reach || reach.has(id)) && chosen?.(trial) !== false;
  };
}

const isPutAway = ({ document }: TrialEntry, putAway: ReadonlyMap<string, string>): boolean =>
  putAway.get(document.trial.id) === document.trial.version;

function after(key: string, shown: readonly number[], matches: PatientMatches): number {
  const at = shown.findIndex((place) => matches.trialAt(place).key === key);
  if (at < 0) throw new ListChanged();
  return at + 1;
}
