import type { TrialEntry } from '../index/trial-entry.js';
import type { CohortBlock } from './cohort-block.js';
import { count } from './planes.js';
import { failPlane } from './scope-planes.js';

/** How many patients a criterion excludes: alone, and of those whom the criteria before it left (CONSORT style). */
export interface FunnelStep {
  criterion: string;
  text: string;
  /** Patients whom the criterion excludes, whatever the others say. */
  excludes: number;
  /** Patients whom no earlier criterion of the document excluded, and this one does. */
  newlyExcluded: number;
  remaining: number;
}

export interface Funnel {
  trial: string;
  scope: string;
  patients: number;
  steps: FunnelStep[];
}

/** The funnel of one scope over a block of patients, in the document's order. */
export function funnelOf(trial: TrialEntry, scopeId: string, block: CohortBlock): Funnel {
  const scope = trial.scopes.find(({ id }) => id === scopeId);
  const order = new Map(trial.document.criteria.map(({ id }, i) => [id, i]));
  const entries = (scope?.criteria ?? [])
    .flatMap((position) => trial.criteria[position] ?? [])
    .filter((entry) => entry.excludes)
    .sort((a, b) => (order.get(a.criterion.id) ?? 0) - (order.get(b.criterion.id) ?? 0));
  const left = block.full.slice();
  let remaining = block.patients.length;
  const steps = entries.map(({ criterion, ...entry }): FunnelStep => {
    const fails = failPlane({ criterion, ...entry }, block.condition(entry.condition));
    for (let w = 0; w < left.length; w++) left[w] = (left[w] as number) & ~(fails[w] as number);
    const before = remaining;
    remaining = count(left);
    return {
      criterion: criterion.id,
      text: criterion.display ?? criterion.text,
      excludes: count(fails),
      newlyExcluded: before - remaining,
      remaining,
    };
  });
  return { trial: trial.key, scope: scopeId, patients: block.patients.length, steps };
}
