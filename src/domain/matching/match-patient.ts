import { compileDocument, evaluateDocument, type CompiledDocument } from '../evaluation/document.js';
import type { CriterionResult } from '../evaluation/outcome.js';
import { patientContext, type World } from '../evaluation/patient-context.js';
import { isoDay } from '../logic/day.js';
import type { Profile } from '../patient/profile.js';
import { gradeRank } from './grade.js';
import type { MatchIndex } from './index/match-index.js';
import type { TrialEntry } from './index/trial-entry.js';
import { PatientSheet } from './patient-sheet.js';
import { byRank, rankOf, type Rank } from './rank.js';
import { rankTrials, type RankOptions } from './rank-trials.js';
import type { MatchReport, TrialMatch } from './report.js';
import { SettlingSheet } from './settle/would-settle.js';
import { judgeTrial, type TrialVerdict } from './trial-verdict.js';

export interface MatchOptions extends RankOptions {
  /** Full date; nothing else tells the time. */
  asOf: string;
  /** Name of the engine and version, put in the report. */
  engine: string;
  world?: World;
  /** List certainly-not too. */
  all?: boolean;
  /** List those certainly-not that only one criterion excludes, and that one can change. */
  nearMisses?: boolean;
  /** List at most this many; counts and `wouldSettle` are over all. */
  top?: number;
  /** Results of every criterion for the trials listed. */
  explain?: boolean;
}

interface Listed {
  trial: TrialEntry;
  rank: Rank;
}

/** Matches one patient against an index. Same inputs, same report, whatever the order in which trials were added. */
export function matchPatient(index: MatchIndex, profile: Profile, options: MatchOptions): MatchReport {
  const { asOf, world = 'open' } = options;
  const { vocabulary } = index;
  const sheet = new PatientSheet(index, patientContext(profile, { asOf, world, vocabulary }));
  const settling = new SettlingSheet(sheet);
  const { counts, ranked, excluded } = rankTrials(sheet, options);
  const most = options.top ?? Infinity;
  const listed: Listed[] = [...ranked.slice(0, most), ...(ranked.length < most ? excludedListed(excluded, sheet, options) : [])]; // prettier-ignore
  return {
    patient: profile.patient,
    asOf,
    engine: options.engine,
    vocabulary: vocabulary.version,
    counts,
    matches: listed.slice(0, most).map((match) => trialMatch(match, sheet, settling, profile, options)),
    wouldSettle: settling.overTrials(ranked.scopes),
    unmapped: profile.unmapped,
  };
}

/** Excluded trials that are wanted in the list, in the order of their rank, after all others. */
function excludedListed(excluded: readonly TrialEntry[], sheet: PatientSheet, options: MatchOptions): Listed[] {
  if (!options.all && !options.nearMisses) return [];
  return excluded
    .flatMap((trial): Listed[] => {
      const verdict = fullVerdict(trial, sheet, options);
      if (!verdict || (!options.all && !isNearMiss(verdict))) return [];
      const scope = sheet.trials.numberOf(verdict.best.scope);
      const rankable = { trial, scope, grade: gradeRank(verdict.grade), score: verdict.score };
      return [{ trial, rank: rankOf(rankable, sheet, options.reach?.(trial) ?? {}) }];
    })
    .sort((a, b) => byRank(a.rank, b.rank));
}

const fullVerdict = (trial: TrialEntry, sheet: PatientSheet, options: MatchOptions): TrialVerdict | undefined =>
  judgeTrial(trial, sheet, sheet.index.priors, { briefly: false, openScopesOnly: options.openScopesOnly ?? false });

/** Only one criterion of a scope excludes, and time or a new measurement can change that. */
export const isNearMiss = (verdict: TrialVerdict): boolean =>
  verdict.scopes.some((scope) => scope.recoverable && scope.failing.length === 1);

function trialMatch(
  { trial, rank }: Listed,
  sheet: PatientSheet,
  settling: SettlingSheet,
  profile: Profile,
  options: MatchOptions,
): TrialMatch {
  const verdict = fullVerdict(trial, sheet, options);
  if (!verdict) throw new RangeError(`${trial.key} has no scope to judge`);
  const { best } = verdict;
  const review = reviewOf(verdict, profile);
  const { title, status } = trial.listing;
  const { registry, id, version } = trial.document.trial;
  const facts = verdict.grade === 'certainly-not' ? [] : settling.ofScope(best.unknown);
  return {
    trial: { registry, id, version, ...(title !== undefined && { title }), ...(status !== undefined && { status }) },
    grade: verdict.grade,
    score: verdict.score,
    ...(verdict.recoverable !== undefined && { recoverable: verdict.recoverable }),
    ...(verdict.eligibleFrom !== undefined && { eligibleFrom: isoDay(verdict.eligibleFrom) }),
    ...(review.length > 0 && { review }),
    scopes: [best, ...verdict.scopes.filter((scope) => scope !== best)].map(({ scope, grade, score }) => ({
      id: scope.id,
      grade,
      score,
    })),
    ...(options.explain && { criteria: explainTrial(trial, sheet) }),
    wouldSettle: facts.map(({ fact, kind, criteria }) => ({ fact, kind, criteria })),
    rank,
  };
}

/** Every criterion of a trial for the sheet's patient, in the document's order. */
export function explainTrial(trial: TrialEntry, sheet: PatientSheet): CriterionResult[] {
  let compiled = compiledFor.get(trial);
  if (!compiled) compiledFor.set(trial, (compiled = compileDocument(trial.document, sheet.index.vocabulary, sheet.index.leaves))); // prettier-ignore
  return evaluateDocument(compiled, sheet.patient);
}

/** Documents compiled for explanation, informational criteria too, as long as their trial is in an index. */
const compiledFor = new WeakMap<TrialEntry, CompiledDocument>();

/** Why a human should look before acting on a match. */
function reviewOf({ best }: TrialVerdict, profile: Profile): string[] {
  const doubts = best.doubted.map(
    ({ criterion }) =>
      `${criterion.id}: would exclude, but may not (${criterion.requirement}, confidence ${criterion.confidence})`,
  );
  return [...(profile.deceased ? ['the record says that the patient has died'] : []), ...doubts];
}
