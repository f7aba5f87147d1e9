import { gradeOf, byGrade, type Graded } from '../grade.js';
import type { TrialEntry } from '../index/trial-entry.js';
import type { Priors } from '../priors.js';
import type { CohortBlock } from './cohort-block.js';
import { emptyPlane, forEachBit, hasBit } from './planes.js';
import { failPlane, passPlane, scopePlanes, type ScopePlanes } from './scope-planes.js';

export interface CohortVerdict extends Graded {
  /** Position of the patient in the block. */
  patient: number;
  scope: string;
}

/**
 * Verdicts of a block of patients on one trial, for everybody whom it does not exclude, in the order of the block. The
 * same grade, score and speaking scope as `judgeTrial` gives for each patient alone.
 */
export function judgeBlock(
  trial: TrialEntry,
  block: CohortBlock,
  priors: Priors,
  options: { openScopesOnly?: boolean } = {},
): CohortVerdict[] {
  const scopes = trial.scopes
    .filter((scope) => scope.open || !options.openScopesOnly)
    .map((scope) => scopePlanes(trial, scope, block));
  const open = emptyPlane(block.full.length);
  for (const { excluded } of scopes)
    for (let w = 0; w < open.length; w++)
      open[w] = (open[w] as number) | ((block.full[w] as number) & ~(excluded[w] as number));
  const verdicts: CohortVerdict[] = [];
  forEachBit(open, (patient) => {
    const best = bestScope(scopes, patient, priors);
    if (best) verdicts.push({ patient, ...best });
  });
  return verdicts;
}

function bestScope(
  scopes: readonly ScopePlanes[],
  patient: number,
  priors: Priors,
): (Graded & { scope: string }) | undefined {
  let best: (Graded & { scope: string; open: boolean }) | undefined;
  for (const planes of scopes) {
    if (hasBit(planes.excluded, patient)) continue;
    const graded = gradePatient(planes, patient, priors);
    const order = best ? byGrade(graded, best) || Number(best.open) - Number(planes.scope.open) : -1;
    if (order < 0) best = { ...graded, scope: planes.scope.id, open: planes.scope.open };
  }
  if (!best) return undefined;
  const { grade, score, scope } = best;
  return { grade, score, scope };
}

function gradePatient(planes: ScopePlanes, patient: number, priors: Priors): Graded {
  const allRecorded = hasBit(planes.allRecorded, patient);
  const likelihood = allRecorded ? 1 : likelihoodOf(planes, patient, priors);
  return gradeOf({
    excluded: false,
    allRecorded,
    keysPass: hasBit(planes.keysPass, patient),
    anchored: hasBit(planes.anchored, patient),
    likelihood,
  });
}

/** The factors in the order in which a single evaluation multiplies them, so that the last digit agrees too. */
function likelihoodOf({ criteria }: ScopePlanes, patient: number, priors: Priors): number {
  let likelihood = 1;
  for (const { entry, planes } of criteria) {
    if (hasBit(passPlane(entry, planes), patient)) continue;
    likelihood *= hasBit(failPlane(entry, planes), patient) ? priors.lowConfidence : entry.prior;
  }
  return likelihood;
}
