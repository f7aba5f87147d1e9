import type { Grade } from './report.js';

/** What the grade of a scope rests on, counted over its criteria that are not informational. */
export interface Tally {
  /** A hard criterion FAILs. */
  excluded: boolean;
  /** Every criterion PASSes on recorded facts, nothing presumed. */
  allRecorded: boolean;
  /** Every key criterion PASSes. */
  keysPass: boolean;
  /** A criterion on the cancer, a condition or a biomarker PASSes: the trial is about this patient's disease. */
  anchored: boolean;
  /** Product of the priors of the unknown criteria, in (0, 1]. */
  likelihood: number;
}

export interface Graded {
  grade: Grade;
  /** Probability that the patient meets all hard criteria, 0..1, rounded to four places. */
  score: number;
}

/** From here on a match whose key criteria PASS is probable. */
const PROBABLE = 0.75;
const POSSIBLE_SCORES = { least: 0.01, most: 0.74 };

/** Grade and score of one scope, as design "Trial result" defines them (HL7 match-grade codes). */
export function gradeOf(tally: Tally): Graded {
  const rank = rankOfTally(tally);
  return { grade: GRADES[rank] as Grade, score: scoreOfTally(tally, rank) };
}

/** The grade as a number, 0 the best: see `gradeRank`. */
export function rankOfTally({ excluded, allRecorded, keysPass, anchored, likelihood }: Tally): number {
  if (excluded) return 3;
  if (allRecorded && anchored) return 0;
  return keysPass && anchored && likelihood >= PROBABLE ? 1 : 2;
}

/** The score that goes with the grade. */
export function scoreOfTally({ likelihood }: Tally, rank: number): number {
  switch (rank) {
    case 0:
      return 1;
    case 1:
      return rounded(likelihood);
    case 2:
      return rounded(Math.min(POSSIBLE_SCORES.most, Math.max(POSSIBLE_SCORES.least, likelihood)));
    default:
      return 0;
  }
}

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

/** Best first. */
export const GRADES: readonly Grade[] = ['certain', 'probable', 'possible', 'certainly-not'];

/** Counts per grade before anything is counted. */
export const noGrades = (): Record<Grade, number> => ({ certain: 0, probable: 0, possible: 0, 'certainly-not': 0 });

const ORDER: Record<Grade, number> = { certain: 0, probable: 1, possible: 2, 'certainly-not': 3 };

/** 0 is best. */
export const gradeRank = (grade: Grade): number => ORDER[grade];

/** Best grade first, then the higher score. */
export const byGrade = (a: Graded, b: Graded): number => gradeRank(a.grade) - gradeRank(b.grade) || b.score - a.score;
