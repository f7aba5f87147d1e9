import { compileDocument, evaluateDocument } from '../evaluation/document.js';
import { patientContext, type World } from '../evaluation/patient-context.js';
import type { CriterionResult } from '../evaluation/outcome.js';
import { isoDay } from '../logic/day.js';
import type { Profile } from '../patient/profile.js';
import type { MatchIndex } from './index/match-index.js';
import type { TrialEntry } from './index/trial-entry.js';
import { PatientSheet } from './patient-sheet.js';
import { byRank, rankOf, type Rank, type Reach } from './rank.js';
import type { Grade, MatchReport, TrialMatch } from './report.js';
import { SettlingSheet, settledTrials, type SettlingFact } from './settle/would-settle.js';
import { isExcludedOutright, judgeTrial, type TrialVerdict } from './trial-verdict.js';

export interface MatchOptions {
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
  openScopesOnly?: boolean;
  /** Trials to consider; all of the index where absent. */
  filter?: (trial: TrialEntry) => boolean;
  /** How the patient can reach a trial. */
  reach?: (trial: TrialEntry) => Reach;
}

interface Ranked {
  verdict: TrialVerdict;
  rank: Rank;
}

const NOWHERE: Reach = {};

/** Matches one patient against an index. Same inputs, same report, whatever the order in which trials were added. */
export function matchPatient(index: MatchIndex, profile: Profile, options: MatchOptions): MatchReport {
  const { asOf, world = 'open' } = options;
  const { vocabulary } = index;
  const sheet = new PatientSheet(index, patientContext(profile, { asOf, world, vocabulary }));
  const settling = new SettlingSheet(sheet);
  const counts: Record<Grade, number> = { certain: 0, probable: 0, possible: 0, 'certainly-not': 0 };
  const ranked: Ranked[] = [];
  const facts = new Map<TrialVerdict, SettlingFact[]>();
  const briefly = !options.all && !options.nearMisses;
  for (const trial of index.trials()) {
    if (options.filter?.(trial) === false) continue;
    if (briefly && isExcludedOutright(trial, sheet)) {
      counts['certainly-not'] += 1;
      continue;
    }
    const verdict = judgeTrial(trial, sheet, index.priors, {
      briefly,
      openScopesOnly: options.openScopesOnly ?? false,
    });
    if (!verdict) continue;
    counts[verdict.grade] += 1;
    if (verdict.grade !== 'certainly-not') facts.set(verdict, settling.ofScope(verdict.best));
    else if (!options.all && !(options.nearMisses && isNearMiss(verdict))) continue;
    ranked.push({ verdict, rank: rankOf(verdict, sheet, options.reach?.(trial) ?? NOWHERE) });
  }
  ranked.sort((a, b) => byRank(a.rank, b.rank));
  return {
    patient: profile.patient,
    asOf,
    engine: options.engine,
    vocabulary: vocabulary.version,
    counts,
    matches: ranked
      .slice(0, options.top ?? ranked.length)
      .map((match) => trialMatch(match, facts.get(match.verdict) ?? [], sheet, profile, options.explain ?? false)),
    wouldSettle: settledTrials([...facts.values()]),
    unmapped: profile.unmapped,
  };
}

/** Only one criterion of a scope excludes, and time or a new measurement can change that. */
export const isNearMiss = (verdict: TrialVerdict): boolean =>
  verdict.scopes.some((scope) => scope.recoverable && scope.failing.length === 1);

function trialMatch(
  { verdict, rank }: Ranked,
  facts: readonly SettlingFact[],
  sheet: PatientSheet,
  profile: Profile,
  explain: boolean,
): TrialMatch {
  const { trial, best } = verdict;
  const review = reviewOf(verdict, profile);
  const { title, status } = trial.listing;
  const { registry, id, version } = trial.document.trial;
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
    ...(explain && { criteria: explainTrial(trial, sheet) }),
    wouldSettle: facts.map(({ fact, kind, criteria }) => ({ fact, kind, criteria })),
    rank,
  };
}

/** Every criterion of a trial for the sheet's patient, in the document's order. */
export const explainTrial = (trial: TrialEntry, sheet: PatientSheet): CriterionResult[] =>
  evaluateDocument(compileDocument(trial.document, sheet.index.vocabulary, sheet.index.leaves), sheet.patient);

/** Why a human should look before acting on a match. */
function reviewOf({ best }: TrialVerdict, profile: Profile): string[] {
  const doubts = best.doubted.map(
    ({ criterion }) =>
      `${criterion.id}: would exclude, but may not (${criterion.requirement}, confidence ${criterion.confidence})`,
  );
  return [...(profile.deceased ? ['the record says that the patient has died'] : []), ...doubts];
}
