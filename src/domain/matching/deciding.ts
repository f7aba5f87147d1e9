import type { CriterionEntry } from './index/trial-entry.js';
import type { TrialVerdict } from './trial-verdict.js';

/**
 * The criteria on which a verdict hangs, in the document's order: for certainly-not those that exclude from the scope
 * that speaks for the trial, otherwise those that stand open or in doubt. None for a certain match.
 */
export function decidingCriteria({ trial, best }: Pick<TrialVerdict, 'trial' | 'best'>): CriterionEntry[] {
  const deciding = new Set(best.failing.length > 0 ? best.failing : [...best.unknown, ...best.doubted]);
  const place = new Map(trial.document.criteria.map(({ id }, i) => [id, i]));
  return [...deciding].sort((a, b) => (place.get(a.criterion.id) ?? 0) - (place.get(b.criterion.id) ?? 0));
}
