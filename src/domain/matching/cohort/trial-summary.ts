import type { TrialEntry } from '../index/trial-entry.js';
import { noGrades } from '../grade.js';
import type { Grade } from '../report.js';
import type { CohortBlock } from './cohort-block.js';
import type { CohortVerdict } from './cohort.js';
import { funnelOf, type FunnelStep } from './funnel.js';

export interface ScopeFunnel {
  scope: string;
  steps: FunnelStep[];
}

/** What one trial makes of a cohort: how many patients have which grade, and how many each criterion excludes. */
export interface TrialSummary {
  trial: string;
  patients: number;
  counts: Record<Grade, number>;
  funnels: ScopeFunnel[];
}

/** The summary of one block, given the block's verdicts on the trial. */
export function summarize(
  trial: TrialEntry,
  block: CohortBlock,
  verdicts: readonly CohortVerdict[],
  { openScopesOnly = false }: { openScopesOnly?: boolean } = {},
): TrialSummary {
  const patients = block.patients.length;
  const counts = noGrades();
  for (const { grade } of verdicts) counts[grade] += 1;
  counts['certainly-not'] = patients - verdicts.length;
  const funnels = trial.scopes
    .filter((scope) => scope.open || !openScopesOnly)
    .map(({ id }) => ({ scope: id, steps: funnelOf(trial, id, block).steps }));
  return { trial: trial.document.trial.id, patients, counts, funnels };
}

/** The summary of two blocks of one cohort together, both of the same trial version. */
export function joinSummaries(a: TrialSummary, b: TrialSummary): TrialSummary {
  const sum = (grade: Grade): number => a.counts[grade] + b.counts[grade];
  return {
    trial: a.trial,
    patients: a.patients + b.patients,
    counts: {
      certain: sum('certain'),
      probable: sum('probable'),
      possible: sum('possible'),
      'certainly-not': sum('certainly-not'),
    },
    funnels: a.funnels.map(({ scope, steps }, i) => ({ scope, steps: joinSteps(steps, b.funnels[i]?.steps ?? []) })),
  };
}

const joinSteps = (a: readonly FunnelStep[], b: readonly FunnelStep[]): FunnelStep[] =>
  a.map((step, i) => ({
    ...step,
    excludes: step.excludes + (b[i]?.excludes ?? 0),
    newlyExcluded: step.newlyExcluded + (b[i]?.newlyExcluded ?? 0),
    remaining: step.remaining + (b[i]?.remaining ?? 0),
  }));
