import type { Day } from '../logic/day.js';
import { gradeOf, type Graded } from './grade.js';
import type { CriterionEntry, ScopeEntry, TrialEntry } from './index/trial-entry.js';
import { isPresumed, NO, UNKNOWN, YES, type TruthCode } from './index/truth-code.js';
import type { PatientSheet } from './patient-sheet.js';
import type { Priors } from './priors.js';

export interface ScopeVerdict extends Graded {
  scope: ScopeEntry;
  /** Criteria that exclude; where the verdict was cut short, only the first one met. */
  failing: readonly CriterionEntry[];
  unknown: readonly CriterionEntry[];
  /** The reading says FAIL, but it may not exclude: a human should look. */
  doubted: readonly CriterionEntry[];
  /** All that fail can change. Only set for certainly-not, and only where every criterion was read. */
  recoverable?: boolean;
  /** First day on which nothing of what fails now still fails by date alone. */
  eligibleFrom?: Day;
}

export interface ScopeOptions {
  /** Stop at the first criterion that excludes: grade and score are then final, what else fails is not known. */
  briefly: boolean;
}

/** Whether a criterion stands in the way of the patient: its condition is decided, and the wrong way. */
export const stands = (entry: CriterionEntry, code: TruthCode): boolean => (code & (entry.negated ? YES : NO)) !== 0;

/** Judges one patient on one scope of a trial. */
export function judgeScope(
  trial: TrialEntry,
  scope: ScopeEntry,
  sheet: PatientSheet,
  priors: Priors,
  { briefly }: ScopeOptions,
): ScopeVerdict {
  const failing: CriterionEntry[] = [];
  const unknown: CriterionEntry[] = [];
  const doubted: CriterionEntry[] = [];
  // Where nothing was asked, nothing is certain; where no key was asked for, nothing is probable.
  let allRecorded = scope.criteria.length > 0;
  let keysPass = scope.hasKey;
  let anchored = false;
  let likelihood = 1;
  for (const position of scope.criteria) {
    const entry = trial.criteria[position] as CriterionEntry;
    const code = sheet.code(entry.condition);
    if (code === UNKNOWN) {
      unknown.push(entry);
      likelihood *= entry.prior;
      allRecorded = false;
      keysPass &&= !entry.key;
    } else if (stands(entry, code)) {
      if (entry.excludes) {
        failing.push(entry);
        if (briefly) break;
      } else {
        doubted.push(entry);
        likelihood *= priors.lowConfidence;
        allRecorded = false;
        keysPass &&= !entry.key;
      }
    } else {
      if (isPresumed(code)) allRecorded = false;
      anchored ||= entry.anchor;
    }
  }
  const graded = gradeOf({ excluded: failing.length > 0, allRecorded, keysPass, anchored, likelihood });
  return { ...graded, scope, failing, unknown, doubted, ...(!briefly && whatTimeBrings(failing, sheet)) };
}

function whatTimeBrings(
  failing: readonly CriterionEntry[],
  sheet: PatientSheet,
): Pick<ScopeVerdict, 'recoverable' | 'eligibleFrom'> {
  if (failing.length === 0) return {};
  const decisions = failing.map((entry) => sheet.decision(entry.condition));
  const days = decisions.flatMap(({ turnsOn }) => turnsOn ?? []);
  const recoverable = decisions.every((decision) => decision.recoverable);
  return { recoverable, ...(recoverable && days.length === decisions.length && { eligibleFrom: Math.max(...days) }) };
}
