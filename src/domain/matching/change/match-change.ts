import { gradeRank } from '../grade.js';
import type { Grade } from '../report.js';
import type { PairResult } from './assess-pair.js';

/** What a patient's standing with a trial became. */
export type ChangeKind = 'becameEligible' | 'becameIneligible' | 'gradeChanged';

/** Why it was looked at again. */
export type ChangeCause = 'amendment' | 'curation' | 'newTrial' | 'record' | 'time' | 'engine';

export interface MatchChange {
  kind: ChangeKind;
  /** Absent for a trial that the patient was never matched with. */
  before?: Grade;
  after: Grade;
  /** Ids of the criteria that made the difference; of the old version where they excluded and no longer do. */
  criteria: string[];
}

/** Whether and how a verdict differs; the score alone is no change. A new trial is told of where it is at least probable. */
export function matchChange(
  before: Pick<PairResult, 'grade' | 'deciding'> | undefined,
  after: PairResult,
): MatchChange | undefined {
  if (!before) {
    if (gradeRank(after.grade) > gradeRank('probable')) return undefined;
    return { kind: 'becameEligible', after: after.grade, criteria: [] };
  }
  if (before.grade === after.grade) return undefined;
  const [was, is] = [before.grade !== 'certainly-not', after.grade !== 'certainly-not'];
  const kind: ChangeKind = was === is ? 'gradeChanged' : is ? 'becameEligible' : 'becameIneligible';
  const [old, now] = [new Set(before.deciding), new Set(after.deciding)];
  const lifted = before.deciding.filter((id) => !now.has(id));
  const arisen = after.deciding.filter((id) => !old.has(id));
  const criteria =
    kind === 'becameEligible' ? before.deciding : kind === 'becameIneligible' ? after.deciding : [...arisen, ...lifted];
  return { kind, before: before.grade, after: after.grade, criteria };
}
