import type { Profile, StageFact } from '../profile.js';
import { choose, type Choice } from './newest.js';

const fromCondition = (fact: StageFact): boolean => fact.source.path.startsWith('stage[');

/** `II` covers `IIA` and `IIA1`; `I` does not cover `II` or `IV`. */
export function isSubstage(group: string, of: string): boolean {
  if (group === of || !group.startsWith(of)) return false;
  const rest = group.slice(of.length);
  return /^[A-Z0-9]/.test(rest) && !/^[IV]/.test(rest);
}

/** Leaves out groups that another fact of the list states more precisely ("Stage 2" beside "Stage 2A"). */
export const mostSpecific = (facts: readonly StageFact[]): StageFact[] =>
  facts.filter((fact) => !facts.some((other) => other.system === fact.system && isSubstage(other.group, fact.group)));

export interface StageQuery {
  /** Only stages of this system (`ajcc`, `figo`, ...). */
  system?: string;
  basis?: StageFact['basis'];
  /** Only stages of this cancer (resource) and those that name none. */
  cancer?: string;
}

/**
 * The stage that holds now: the newest, of equal dates the most specific; `Condition.stage` only where no staging
 * Observation of that date speaks. Groups that still differ are all given, as conflicting.
 */
export function currentStage(profile: Profile, query: StageQuery = {}): Choice<StageFact> {
  const facts = profile.facts.filter(
    (fact): fact is StageFact =>
      fact.kind === 'stage' &&
      (query.system === undefined || fact.system === query.system) &&
      (query.basis === undefined || fact.basis === query.basis) &&
      (query.cancer === undefined || fact.cancer === undefined || fact.cancer === query.cancer),
  );
  const { facts: chosen } = choose(facts, (fact) => fact.group);
  const observed = chosen.filter((fact) => !fromCondition(fact));
  const specific = mostSpecific(observed.length > 0 ? observed : chosen);
  return { facts: specific, conflicting: new Set(specific.map((fact) => `${fact.system} ${fact.group}`)).size > 1 };
}
