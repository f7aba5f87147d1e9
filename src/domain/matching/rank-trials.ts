import { GRADES, gradeRank, rankOfTally, scoreOfTally, type Graded, type Tally } from './grade.js';
import type { PackedTrials } from './index/packed-trials.js';
import type { TrialEntry } from './index/trial-entry.js';
import type { PatientSheet } from './patient-sheet.js';
import { distanceOf, placeOf, rankOf, type Rank, type Reach } from './rank.js';
import { RankKeys } from './rank-keys.js';
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
  ranked: Ranking;
  excluded: TrialEntry[];
}

const NOWHERE: Reach = {};

const EXCLUDED = gradeRank('certainly-not');

/** Grades every trial of an index for one patient and puts those that exclude nothing in order. */
export function rankTrials(sheet: PatientSheet, options: RankOptions = {}): RankedTrials {
  const { trials, firstScope } = sheet.trials;
  const counts = new Int32Array(GRADES.length);
  const excluded: TrialEntry[] = [];
  const best = new BestScopes(trials.length);
  const grader = new Grader(sheet, options.openScopesOnly ?? false);
  for (let t = 0; t < trials.length; t++) {
    const trial = trials[t] as TrialEntry;
    if (options.filter?.(trial) === false) continue;
    if (!grader.judge(firstScope[t] as number, firstScope[t + 1] as number)) continue;
    counts[grader.rank] = (counts[grader.rank] as number) + 1;
    if (grader.rank === EXCLUDED) excluded.push(trial);
    else best.add(t, grader);
  }
  const byGrade = Object.fromEntries(GRADES.map((grade, rank) => [grade, counts[rank]])) as Record<Grade, number>;
  return { counts: byGrade, ranked: new Ranking(sheet, best, options.reach), excluded };
}

/** The trials that exclude nothing, as they are met, with the scope that speaks for each. */
class BestScopes {
  length = 0;
  readonly trials: Int32Array;
  readonly scopes: Int32Array;
  readonly grades: Uint8Array;
  readonly scores: Float64Array;

  constructor(most: number) {
    this.trials = new Int32Array(most);
    this.scopes = new Int32Array(most);
    this.grades = new Uint8Array(most);
    this.scores = new Float64Array(most);
  }

  add(trial: number, { rank, score, scope }: Grader): void {
    const i = this.length++;
    this.trials[i] = trial;
    this.scopes[i] = scope;
    this.grades[i] = rank;
    this.scores[i] = score;
  }
}

/**
 * Trials best first. The rank of each is one number (see `placeOf`), so that thousands are put in order without an object
 * for each, and only as far down as somebody looks; what is shown of a trial is made when it is asked for.
 */
export class Ranking {
  private readonly keys: RankKeys;

  constructor(
    private readonly sheet: PatientSheet,
    private readonly best: BestScopes,
    private readonly reach: RankOptions['reach'],
  ) {
    this.keys = rankKeys(sheet, best, reach);
  }

  get length(): number {
    return this.best.length;
  }

  /** Numbers of the speaking scopes, in no order. */
  get scopes(): Int32Array {
    return this.best.scopes.subarray(0, this.best.length);
  }

  /** @throws RangeError beyond the last. */
  at(position: number): RankedTrial {
    const verdict = this.verdictAt(position);
    const grade = gradeRank(verdict.grade);
    return { ...verdict, rank: rankOf({ ...verdict, grade }, this.sheet, this.reach?.(verdict.trial) ?? NOWHERE) };
  }

  /** The same without the rank. @throws RangeError beyond the last. */
  verdictAt(position: number): Omit<RankedTrial, 'rank'> {
    const i = this.keys.at(position);
    const { trials, scopes, grades, scores } = this.best;
    return {
      trial: this.sheet.trials.trials[trials[i] as number] as TrialEntry,
      scope: scopes[i] as number,
      grade: GRADES[grades[i] as number] as Grade,
      score: scores[i] as number,
    };
  }

  slice(from: number, to: number): RankedTrial[] {
    return Array.from({ length: Math.max(0, Math.min(to, this.length) - from) }, (_, i) => this.at(from + i));
  }
}

function rankKeys(sheet: PatientSheet, best: BestScopes, reach: RankOptions['reach']): RankKeys {
  const count = best.length;
  const trialAt = (i: number): TrialEntry => sheet.trials.trials[best.trials[i] as number] as TrialEntry;
  const reaches = reach && Array.from({ length: count }, (_, i) => reach(trialAt(i)));
  const tails = reaches ? tailsByDistance(sheet.trials, best, reaches) : sheet.trials.tails;
  const keys = new RankKeys(count, sheet.trials.trials.length);
  for (let i = 0; i < count; i++) {
    const place = placeOf(best.scopes[i] as number, best.grades[i] as number, best.scores[i] as number, sheet, reaches?.[i] ?? NOWHERE); // prettier-ignore
    keys.set(i, place, tails[best.trials[i] as number] as number);
  }
  return keys;
}

/** Nearer trials first, then the order in which trials stand when all else is equal. */
function tailsByDistance({ tails }: PackedTrials, best: BestScopes, reaches: readonly Reach[]): Int32Array {
  const tailOf = (i: number): number => tails[best.trials[i] as number] as number;
  const order = [...reaches.keys()].sort(
    (a, b) => distanceOf(reaches[a] as Reach) - distanceOf(reaches[b] as Reach) || tailOf(a) - tailOf(b),
  );
  const nearer = new Int32Array(tails.length);
  for (const [position, i] of order.entries()) nearer[best.trials[i] as number] = position;
  return nearer;
}

/** Finds the scopes that speak for trials, for one patient. What it found is kept in its fields until the next trial. */
export class Grader {
  /** See `gradeRank`. */
  rank = EXCLUDED;
  score = 0;
  /** Number of the scope that speaks. */
  scope = 0;
  private readonly tally: Tally = { excluded: false, allRecorded: false, keysPass: false, anchored: false, likelihood: 1 }; // prettier-ignore

  constructor(
    private readonly answers: Pick<PatientSheet, 'trials' | 'codes'>,
    private readonly openOnly: boolean,
  ) {}

  /**
   * Judges the scopes of a trial; false where none is wanted. A scope that is closed to accrual speaks only where no open one
   * is as good; the first of equals speaks.
   */
  judge(first: number, end: number): boolean {
    const { trials, codes } = this.answers;
    let found = false;
    let bestIsOpen = false;
    for (let scope = first; scope < end; scope++) {
      const open = trials.opens[scope] === 1;
      if (this.openOnly && !open) continue;
      tallyScope(trials, scope, codes, this.tally);
      const rank = rankOfTally(this.tally);
      const score = scoreOfTally(this.tally, rank);
      const order = found ? rank - this.rank || this.score - score : -1;
      if (order > 0 || (order === 0 && (bestIsOpen || !open))) continue;
      this.rank = rank;
      this.score = score;
      this.scope = scope;
      found = true;
      bestIsOpen = open;
    }
    return found;
  }
}
