import type { CriterionResult } from '../evaluation/outcome.js';
import type { PatientContext } from '../evaluation/patient-context.js';
import { isoDay } from '../logic/day.js';
import { decidingCriteria } from './deciding.js';
import type { TrialEntry } from './index/trial-entry.js';
import type { MatchIndex } from './index/match-index.js';
import { explainTrial } from './explain-trial.js';
import { PatientSheet } from './patient-sheet.js';
import type { Grade } from './report.js';
import { SettlingSheet, type SettlingFact } from './settle/would-settle.js';
import { judgeTrial } from './trial-verdict.js';

/** One patient of a trial, explained. */
export interface ExplainedPair {
  grade: Grade;
  score: number;
  scope: string;
  recoverable?: boolean;
  eligibleFrom?: string;
  /** What the verdict hangs on, with the evidence. */
  deciding: CriterionResult[];
  criteria: CriterionResult[];
  /** Unknown facts, most decisive first. */
  wouldSettle: SettlingFact[];
}

/** The grade alone of what `explainPair` explains. */
export const gradePair = (trial: TrialEntry, patient: PatientContext, index: MatchIndex): Grade | undefined =>
  judgeTrial(trial, new PatientSheet(index, patient), index.priors, { briefly: true, openScopesOnly: false })?.grade;

/** The verdict on one patient and one trial with its reasons; undefined where the trial has no scope to judge. */
export function explainPair(
  trial: TrialEntry,
  patient: PatientContext,
  index: MatchIndex,
  { openScopesOnly = false }: { openScopesOnly?: boolean } = {},
): ExplainedPair | undefined {
  const sheet = new PatientSheet(index, patient);
  const verdict = judgeTrial(trial, sheet, index.priors, { briefly: false, openScopesOnly });
  if (!verdict) return undefined;
  const { grade, score, best, recoverable, eligibleFrom } = verdict;
  const criteria = explainTrial(trial, sheet);
  const deciding = new Set(decidingCriteria(verdict).map(({ criterion }) => criterion.id));
  return {
    grade,
    score,
    scope: best.scope.id,
    ...(recoverable !== undefined && { recoverable }),
    ...(eligibleFrom !== undefined && { eligibleFrom: isoDay(eligibleFrom) }),
    deciding: criteria.filter(({ id }) => deciding.has(id)),
    criteria,
    wouldSettle: grade === 'certainly-not' ? [] : new SettlingSheet(sheet).ofScope(best.unknown),
  };
}
