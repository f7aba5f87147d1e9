import { byGrade, gradeOf, gradeRank, type Graded, type Tally } from './grade.js';
import type { ScopeEntry, TrialEntry } from './index/trial-entry.js';
import type { PatientSheet } from './patient-sheet.js';
import { rankOf, byRank, type Rank, type Reach } from './rank.js';
import type { Grade } from './report.js';
import { tallyScope } from './scope-tally.js';

/** One trial that does not exclude the patient, by its best scope. */
export interface RankedTrial extends Graded {
  trial: TrialEntry;
  scope: ScopeEntry;
  rank: Rank;
}

export interface RankOptions {
  openScopesOnly?: boolean;
  /** Trials to consider; all of the index where absent. */
  filter?: (trial: TrialEntry) => boolean;
  /** How the patient can reach a trial. */
  reach?: (trial: TrialEntry) => Reach;
}

export interface RankedTrials {
  counts: Record<Grade, number>;
  /** Best first; excluded ones are only counted. */
  ranked: RankedTrial[];
  excluded: TrialEntry[];
}

const NOWHERE: Reach = {};

/** Grades every trial of an index for one patient and puts those that exclude nothing in order. */
export function rankTrials(sheet: PatientSheet, options: RankOptions = {}): RankedTrials {
  const counts: Record<Grade, number> = { certain: 0, probable: 0, possible: 0, 'certainly-not': 0 };
  const ranked: RankedTrial[] = [];
  const excluded: TrialEntry[] = [];
  const tally: Tally = { excluded: false, allRecorded: false, keysPass: false, likelihood: 1 };
  for (const trial of sheet.index.trials()) {
    if (options.filter?.(trial) === false) continue;
    const best = bestScope(trial, sheet, tally, options.openScopesOnly ?? false);
    if (best === undefined) continue;
    counts[best.grade] += 1;
    if (best.grade === 'certainly-not') excluded.push(trial);
    else {
      const { grade, score, scope } = best;
      const reach = options.reach?.(trial) ?? NOWHERE;
      ranked.push({ trial, scope, grade, score, rank: rankOf({ trial, scope, grade: gradeRank(grade), score }, sheet, reach) }); // prettier-ignore
    }
  }
  ranked.sort((a, b) => byRank(a.rank, b.rank));
  return { counts, ranked, excluded };
}

interface Best extends Graded {
  scope: ScopeEntry;
}

/** A scope that is closed to accrual speaks only where no open one is as good; the first of equals speaks. */
function bestScope(trial: TrialEntry, sheet: PatientSheet, tally: Tally, openOnly: boolean): Best | undefined {
  let best: Best | undefined;
  for (const scope of trial.scopes) {
    if (openOnly && !scope.open) continue;
    tallyScope(scope, sheet.codes, sheet.index.priors.lowConfidence, tally);
    const graded = gradeOf(tally);
    if (!best || byGrade(graded, best) < 0 || (byGrade(graded, best) === 0 && scope.open && !best.scope.open))
      best = { grade: graded.grade, score: graded.score, scope };
  }
  return best;
}
