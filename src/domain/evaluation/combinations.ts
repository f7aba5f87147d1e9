import type { DrugVocabulary } from '../vocabulary/vocabulary.js';
import type { Treatment } from './treatments.js';

/** Drugs of one combination begin together, or within its first cycles. */
const TOGETHER_DAYS = 31;

/** Adds to each treatment the combinations (FOLFOX, R-CHOP) it was part of: all of whose agents were begun together. */
export function withCombinations(treatments: readonly Treatment[], drugs: DrugVocabulary): readonly Treatment[] {
  return treatments.map((treatment) => {
    const given = (agent: string): boolean =>
      treatment.agents.includes(agent) || treatments.some((other) => other.agents.includes(agent) && begunTogether(treatment, other)); // prettier-ignore
    const combinations = treatment.agents
      .flatMap((agent) => drugs.regimensOf?.(agent) ?? [])
      .filter((regimen) => drugs.regimenAgents?.(regimen)?.every(given));
    return combinations.length === 0 ? treatment : { ...treatment, classes: [...new Set([...treatment.classes, ...combinations])] }; // prettier-ignore
  });
}

/** The first day of either lies within a month of the other's; starts that are not recorded never count. */
function begunTogether(a: Treatment, b: Treatment): boolean {
  if (!a.start || !b.start) return false;
  return a.start.from - b.start.to <= TOGETHER_DAYS && b.start.from - a.start.to <= TOGETHER_DAYS;
}
