import type { Day } from '../logic/day.js';
import { byGrade, type Graded } from './grade.js';
import type { TrialEntry } from './index/trial-entry.js';
import type { PatientSheet } from './patient-sheet.js';
import type { Priors } from './priors.js';
import { excludes } from './scope-tally.js';
import { judgeScope, type ScopeOptions, type ScopeVerdict } from './scope-verdict.js';

export interface TrialVerdict extends Graded {
  trial: TrialEntry;
  /** The scope that speaks for the trial. */
  best: ScopeVerdict;
  /** In the document's order. */
  scopes: readonly ScopeVerdict[];
  recoverable?: boolean;
  eligibleFrom?: Day;
}

/** A scope that is closed to accrual speaks only where no open one is as good. */
const byPreference = (a: ScopeVerdict, b: ScopeVerdict): number =>
  byGrade(a, b) || Number(b.scope.open) - Number(a.scope.open);

export interface TrialOptions extends ScopeOptions {
  openScopesOnly?: boolean;
}

/** Whether every scope excludes the patient: the verdict without grade, score or reasons. */
export function isExcluded(trial: TrialEntry, { codes, trials }: PatientSheet): boolean {
  for (const scope of trial.scopes) if (!excludes(trials, trials.numberOf(scope), codes)) return false;
  return true;
}

/** Judges one patient on every scope of a trial; the best scope speaks for it. Undefined where no scope is wanted. */
export function judgeTrial(
  trial: TrialEntry,
  sheet: PatientSheet,
  priors: Priors,
  options: TrialOptions,
): TrialVerdict | undefined {
  const scopes = trial.scopes
    .filter((scope) => scope.open || !options.openScopesOnly)
    .map((scope) => judgeScope(trial, scope, sheet, priors, options));
  const [best] = scopes.length > 1 ? scopes.toSorted(byPreference) : scopes;
  if (!best) return undefined;
  return { trial, best, scopes, grade: best.grade, score: best.score, ...whatTimeBrings(best, scopes, options) };
}

/** For certainly-not: whether any scope can still open, and the earliest day on which one does by date alone. */
function whatTimeBrings(
  best: ScopeVerdict,
  scopes: readonly ScopeVerdict[],
  { briefly }: ScopeOptions,
): Pick<TrialVerdict, 'recoverable' | 'eligibleFrom'> {
  if (best.grade !== 'certainly-not' || briefly) return {};
  const days = scopes.flatMap((scope) => scope.eligibleFrom ?? []);
  return {
    recoverable: scopes.some((scope) => scope.recoverable),
    ...(days.length > 0 && { eligibleFrom: Math.min(...days) }),
  };
}
