import type { CriterionEntry, ScopeEntry, TrialEntry } from '../index/trial-entry.js';
import type { CohortBlock } from './cohort-block.js';
import type { AnswerPlanes } from './leaf-planes.js';
import { andInto, emptyPlane, orInto, type Plane } from './planes.js';

/** What a block of patients gets from one scope: the three bits that a grade rests on. */
export interface ScopePlanes {
  scope: ScopeEntry;
  /** A hard criterion FAILs. */
  excluded: Plane;
  /** Every criterion PASSes on recorded facts. */
  allRecorded: Plane;
  /** Every key criterion PASSes. */
  keysPass: Plane;
  /** A criterion that ties the trial to the patient's disease PASSes. */
  anchored: Plane;
  criteria: readonly { entry: CriterionEntry; planes: AnswerPlanes }[];
}

export const passPlane = (entry: CriterionEntry, planes: AnswerPlanes): Plane =>
  entry.negated ? planes.no : planes.yes;
export const failPlane = (entry: CriterionEntry, planes: AnswerPlanes): Plane =>
  entry.negated ? planes.yes : planes.no;

export function scopePlanes(trial: TrialEntry, scope: ScopeEntry, block: CohortBlock): ScopePlanes {
  const excluded = emptyPlane(block.full.length);
  const criteria = scope.criteria.flatMap((position) => {
    const entry = trial.criteria[position];
    return entry ? [{ entry, planes: block.condition(entry.condition) }] : [];
  });
  const none = emptyPlane(block.full.length);
  const allRecorded = criteria.length > 0 ? block.full.slice() : none;
  const keysPass = scope.hasKey ? block.full.slice() : none;
  const anchored = emptyPlane(block.full.length);
  for (const { entry, planes } of criteria) {
    if (entry.excludes) orInto(excluded, failPlane(entry, planes));
    andInto(allRecorded, entry.negated ? planes.recorded.no : planes.recorded.yes);
    if (entry.key) andInto(keysPass, passPlane(entry, planes));
    if (entry.anchor) orInto(anchored, passPlane(entry, planes));
  }
  return { scope, excluded, allRecorded, keysPass, anchored, criteria };
}

/** Only who is excluded: the cheapest verdict there is. */
export function excludedPlane(trial: TrialEntry, scope: ScopeEntry, block: CohortBlock): Plane {
  const excluded = emptyPlane(block.full.length);
  for (const position of scope.criteria) {
    const entry = trial.criteria[position];
    if (entry?.excludes) orInto(excluded, failPlane(entry, block.condition(entry.condition)));
  }
  return excluded;
}
