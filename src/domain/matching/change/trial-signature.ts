import type { MatchIndex } from '../index/match-index.js';
import type { TrialEntry } from '../index/trial-entry.js';
import { subjectsNeeded, subjectsRead, type Subject } from './subjects.js';

/** One criterion as far as it can move a verdict. */
export interface CriterionSignature {
  id: string;
  text: string;
  /** Equal for criteria that give every patient the same outcome with the same weight. */
  key: string;
  excludes: boolean;
  /** Subjects on which its outcome rests. */
  reads: Subject[];
  /** Subjects without any of which its outcome is that of an empty record. */
  needs: Subject[];
}

/**
 * What results were computed against: enough to tell, without the old document, which results a new version can change.
 * Plain JSON.
 */
export interface TrialSignature {
  criteria: CriterionSignature[];
  /** Ids of the criteria that bind each scope. */
  scopes: { id: string; open: boolean; criteria: string[] }[];
}

const unique = (subjects: readonly Subject[]): Subject[] => [...new Set(subjects)].sort();

/** The signature of a trial; `digest` shortens the text that stands for a criterion's condition. */
export function signatureOf(trial: TrialEntry, index: MatchIndex, digest: (text: string) => string): TrialSignature {
  const criteria = trial.criteria.map((entry): CriterionSignature => {
    const { key, leaves } = index.condition(entry.condition);
    const { negated, excludes, prior, anchor } = entry;
    return {
      id: entry.criterion.id,
      text: entry.criterion.display ?? entry.criterion.text,
      key: digest(JSON.stringify([key, negated, excludes, entry.key, anchor, prior])),
      excludes,
      reads: unique(leaves.flatMap((leaf) => subjectsRead(leaf, index.vocabulary))),
      needs: unique(leaves.flatMap((leaf) => subjectsNeeded(leaf, index.vocabulary))),
    };
  });
  return {
    criteria,
    scopes: trial.scopes.map((scope) => ({
      id: scope.id,
      open: scope.open,
      criteria: scope.criteria.flatMap((position) => trial.criteria[position]?.criterion.id ?? []),
    })),
  };
}
