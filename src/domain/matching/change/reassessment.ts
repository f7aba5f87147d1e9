import { speaksOf, type Subject } from './subjects.js';
import type { CriterionSignature, TrialSignature } from './trial-signature.js';

/** A stored result, as far as it tells whether a change can move it. */
export interface KeptResult {
  /** Ids of the criteria that excluded the patient, over all scopes; none where some scope was open. */
  excludedBy: readonly string[];
}

/** Which stored results of a trial a change can move. */
export interface Reassessment {
  /** Whether nothing of any result can have changed. */
  isEmpty: boolean;
  /** Whether this patient's result can differ now; `spoken` = the subjects of the record. */
  concerns: (result: KeptResult, spoken: Iterable<Subject>) => boolean;
}

/**
 * What a new version of a trial can change. A patient whom an unchanged criterion keeps out of every scope stays out. Of
 * the others, where the changed criteria only differ in what they make of recorded facts, those are concerned whose
 * record speaks of a subject that the changed criteria read; where criteria came or went, everybody's score moves.
 */
export function reassessAmendment(before: TrialSignature, after: TrialSignature): Reassessment {
  const old = new Map(before.criteria.map((criterion) => [criterion.id, criterion]));
  const isKept = ({ id, key }: CriterionSignature): boolean => old.get(id)?.key === key;
  const kept = new Set(after.criteria.filter(isKept).map(({ id }) => id));
  const gone = before.criteria.filter(({ id }) => !kept.has(id));
  const come = after.criteria.filter(({ id }) => !kept.has(id));
  const bindings = ({ scopes }: TrialSignature): string =>
    JSON.stringify(
      scopes.map(({ id, open, criteria }) => [id, open, criteria.filter((id) => kept.has(id)).toSorted()]),
    );
  const rebound = bindings(before) !== bindings(after);
  const needs = [...new Set([...gone, ...come].flatMap((criterion) => criterion.needs))];
  const everybody = rebound || gone.length !== come.length;
  return {
    isEmpty: gone.length === 0 && come.length === 0 && !rebound,
    concerns: ({ excludedBy }, spoken) =>
      !staysOut(after, new Set(excludedBy.filter((id) => kept.has(id)))) && (everybody || speaksOf(spoken, needs)),
  };
}

/** What a change of the record can move: criteria that read a changed subject, unless another keeps the patient out. */
export function reassessRecord(trial: TrialSignature, changed: ReadonlySet<Subject>): Reassessment {
  const touched = new Set(trial.criteria.filter(({ reads }) => speaksOf(changed, reads)).map(({ id }) => id));
  return {
    isEmpty: touched.size === 0,
    concerns: ({ excludedBy }) =>
      touched.size > 0 && !staysOut(trial, new Set(excludedBy.filter((id) => !touched.has(id)))),
  };
}

/** Whether each scope still has one of the criteria that keep the patient out. */
const staysOut = ({ scopes }: TrialSignature, keepingOut: ReadonlySet<string>): boolean =>
  scopes.every(({ criteria }) => criteria.some((id) => keepingOut.has(id)));
