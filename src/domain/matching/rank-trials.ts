import { byGrade, gradeOf, gradeRank, type Graded, type Tally } from './grade.js';
import type { TrialEntry } from './index/trial-entry.js';
import type { PatientSheet } from './patient-sheet.js';
import { rankOf, byRank, type Rank, type Reach } from './rank.js';
import type { Grade } from './report.js';
import { tallyScope } from './scope-tally.js';

/** One trial that does not exclude the patient, by its best scope. */
export interface RankedTrial extends Graded {
  trial: TrialEntry;
  /** Number of its best scope in the packed trials. */
  scope: number;
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
  const tally: Tally = { excluded: false, allRecorded: false, keysPass: false, anchored: false, likelihood: 1 };
  const { trials, firstScope } = sheet.trials;
  for (let t = 0; t < trials.length; t++) {
    const trial = trials[t] as TrialEntry;
    if (options.filter?.(trial) === false) continue;
    const best = bestScope(firstScope[t] as number, firstScope[t + 1] as number, sheet, tally, options.openScopesOnly ?? false); // prettier-ignore
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
  scope: number;
}

/** A scope that is closed to accrual speaks only where no open one is as good; the first of equals speaks. */
function bestScope(first: number, end: number, sheet: PatientSheet, tally: Tally, openOnly: boolean): Best | undefined {
  const { trials, codes, index } = sheet;
  let best: Best | undefined;
  let bestIsOpen = false;
  for (let scope = first; scope < end; scope++) {
    const open = trials.scopes[scope]?.open ?? false;
    if (openOnly && !open) continue;
    tallyScope(trials, scope, codes, index.priors.lowConfidence, tally);
    const graded = gradeOf(tally);
    const order = best ? byGrade(graded, best) : -1;
    if (order > 0 || (order === 0 && (bestIsOpen || !open))) continue;
    best = { grade: graded.grade, score: graded.score, scope };
    bestIsOpen = open;
  }
  return best;
}
