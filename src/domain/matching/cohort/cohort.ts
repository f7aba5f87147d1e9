import { gradeOf, byGrade, type Graded, type Tally } from '../grade.js';
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

/** One scope over a block: the planes of its grades, and for whoever it does not exclude the likelihood. */
interface JudgedScope {
  planes: ScopePlanes;
  likelihoods: Float64Array;
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
    .map((scope) => judged(scopePlanes(trial, scope, block), block, priors));
  const open = emptyPlane(block.full.length);
  for (const { planes } of scopes)
    for (let w = 0; w < open.length; w++) open[w] = (open[w] as number) | left(planes, block, w);
  const verdicts: CohortVerdict[] = [];
  forEachBit(open, (patient) => {
    const best = bestScope(scopes, patient);
    if (best) verdicts.push({ patient, ...best });
  });
  return verdicts;
}

const left = ({ excluded }: ScopePlanes, { full }: CohortBlock, word: number): number =>
  (full[word] as number) & ~(excluded[word] as number);

/** The factors in the order in which a single evaluation multiplies them, so that the last digit agrees too. */
function judged(planes: ScopePlanes, block: CohortBlock, priors: Priors): JudgedScope {
  const likelihoods = new Float64Array(block.patients.length).fill(1);
  const words = block.full.length;
  for (const { entry, planes: answers } of planes.criteria) {
    const [passes, fails] = [passPlane(entry, answers), failPlane(entry, answers)];
    for (let w = 0; w < words; w++) {
      for (let word = left(planes, block, w) & ~(passes[w] as number); word !== 0; word &= word - 1) {
        const bit = 31 - Math.clz32(word & -word);
        const doubted = ((fails[w] as number) >>> bit) & 1;
        const patient = w * 32 + bit;
        likelihoods[patient] = (likelihoods[patient] as number) * (doubted ? priors.lowConfidence : entry.prior);
      }
    }
  }
  return { planes, likelihoods };
}

function bestScope(scopes: readonly JudgedScope[], patient: number): (Graded & { scope: string }) | undefined {
  let best: (Graded & { scope: string }) | undefined;
  let bestIsOpen = false;
  for (const { planes, likelihoods } of scopes) {
    if (hasBit(planes.excluded, patient)) continue;
    const graded = gradeOf(tallyOf(planes, patient, likelihoods[patient] as number));
    const { id, open } = planes.scope;
    const order = best ? byGrade(graded, best) || Number(bestIsOpen) - Number(open) : -1;
    if (order >= 0) continue;
    best = { grade: graded.grade, score: graded.score, scope: id };
    bestIsOpen = open;
  }
  return best;
}

const tallyOf = (planes: ScopePlanes, patient: number, likelihood: number): Tally => ({
  excluded: false,
  allRecorded: hasBit(planes.allRecorded, patient),
  keysPass: hasBit(planes.keysPass, patient),
  anchored: hasBit(planes.anchored, patient),
  likelihood,
});
