import { gradeRank } from '../grade.js';
import type { TrialEntry } from '../index/trial-entry.js';
import type { Grade } from '../report.js';
import type { CohortVerdict } from './cohort.js';

/** The verdicts of a block that reach a grade, in the order of the block; excluded patients too where even they reach it. */
export function listedVerdicts(
  verdicts: readonly CohortVerdict[],
  trial: TrialEntry,
  patients: number,
  minGrade: Grade,
): CohortVerdict[] {
  const rows = minGrade === 'certainly-not' ? withExcluded(verdicts, trial, patients) : verdicts;
  return rows.filter(({ grade }) => gradeRank(grade) <= gradeRank(minGrade));
}

function withExcluded(verdicts: readonly CohortVerdict[], trial: TrialEntry, patients: number): CohortVerdict[] {
  const found = new Map(verdicts.map((verdict) => [verdict.patient, verdict]));
  const scope = trial.scopes[0]?.id ?? 'all';
  return Array.from(
    { length: patients },
    (_, patient) => found.get(patient) ?? { patient, grade: 'certainly-not', score: 0, scope },
  );
}
