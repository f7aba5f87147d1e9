import type { CompiledLeaf } from '../../evaluation/compiled-leaf.js';
import { isoDay, type Day } from '../../logic/day.js';
import { decidingCriteria } from '../deciding.js';
import type { CriterionEntry, TrialEntry } from '../index/trial-entry.js';
import type { PatientSheet } from '../patient-sheet.js';
import type { Grade } from '../report.js';
import { judgeTrial, type TrialVerdict } from '../trial-verdict.js';

/** The verdict on one pair as it is stored. */
export interface PairResult {
  grade: Grade;
  score: number;
  /** The scope that speaks for the trial. */
  scope: string;
  /** Ids of the criteria on which the verdict hangs. */
  deciding: string[];
  /** Ids of the criteria that keep the patient out, over all scopes; none where some scope is open. */
  excludedBy: string[];
  /** First day on which time alone can change any of this; absent = never. */
  changesOn?: string;
}

/** Until when each condition of an index has the answer that a patient gives today; worked out on demand. */
export class HoldingDays {
  private readonly leaves = new Map<CompiledLeaf, Day>();

  constructor(private readonly sheet: PatientSheet) {}

  /** Infinity where time alone changes nothing. */
  ofCriterion({ condition }: CriterionEntry): Day {
    const { leaves } = this.sheet.index.condition(condition);
    return leaves.reduce((earliest, leaf) => Math.min(earliest, this.ofLeaf(leaf)), Infinity);
  }

  private ofLeaf(leaf: CompiledLeaf): Day {
    let until = this.leaves.get(leaf);
    if (until === undefined) {
      const { patient } = this.sheet;
      this.leaves.set(leaf, (until = patient.watch(() => leaf.judge(patient)).until));
    }
    return until;
  }
}

/** Judges one pair for keeps; undefined where the trial has no scope. */
export function assessPair(trial: TrialEntry, sheet: PatientSheet, holding: HoldingDays): PairResult | undefined {
  const verdict = judgeTrial(trial, sheet, sheet.index.priors, { briefly: false });
  if (!verdict) return undefined;
  const { grade, score, best } = verdict;
  const failing = grade === 'certainly-not' ? verdict.scopes.flatMap((scope) => scope.failing) : [];
  const until = holdsUntil(trial, verdict, holding);
  return {
    grade,
    score,
    scope: best.scope.id,
    deciding: decidingCriteria(verdict).map(({ criterion }) => criterion.id),
    excludedBy: [...new Set(failing.map(({ criterion }) => criterion.id))],
    ...(Number.isFinite(until) && { changesOn: isoDay(until) }),
  };
}

/** An excluded scope stays so until the last of what excludes has changed; an open one until the first criterion does. */
function holdsUntil(trial: TrialEntry, { scopes }: TrialVerdict, holding: HoldingDays): Day {
  const days = scopes.map(({ scope, failing }) => {
    if (failing.length > 0) return Math.max(...failing.map((entry) => holding.ofCriterion(entry)));
    const binding = scope.criteria.flatMap((position) => trial.criteria[position] ?? []);
    return Math.min(Infinity, ...binding.map((entry) => holding.ofCriterion(entry)));
  });
  return Math.min(Infinity, ...days);
}
