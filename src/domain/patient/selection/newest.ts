import type { Fact, PartialDate } from '../profile.js';

/** Last possible moment of a partial date as sortable text: `2019` may be as late as 2019-12-31. */
const latestPossible = (date: PartialDate): string => `${date}-99-99`.slice(0, 10);

/** The date by which facts are compared: their own, else when they began. */
export const dateOf = (fact: Fact): PartialDate | undefined =>
  fact.date ?? ('start' in fact ? fact.start : undefined) ?? ('onset' in fact ? fact.onset : undefined);

/** Newest first; a partial date counts as its last possible day; undated facts last; ties in order of source. */
export function byNewest(a: Fact, b: Fact): number {
  const one = dateOf(a);
  const other = dateOf(b);
  const key = (date: PartialDate | undefined): string => (date === undefined ? '' : latestPossible(date));
  if (key(one) !== key(other)) return key(one) > key(other) ? -1 : 1;
  const source = (fact: Fact): string => `${fact.source.resource}|${fact.source.path}`;
  return source(a) < source(b) ? -1 : source(a) > source(b) ? 1 : 0;
}

/** All facts that carry the newest date: one fact, or several of one day; undated facts only where none has a date. */
export function newest<F extends Fact>(facts: readonly F[]): F[] {
  const sorted = [...facts].sort(byNewest);
  const first = sorted[0];
  if (!first) return [];
  const date = dateOf(first);
  return sorted.filter((fact) => dateOf(fact) === date);
}

/** What a choice among facts gives: the facts that count, and whether they say different things. */
export interface Choice<F extends Fact> {
  facts: F[];
  /** True where facts of the newest date disagree; all of them are in `facts`. */
  conflicting: boolean;
}

/** The newest facts, with a look at whether they agree on `value`. */
export function choose<F extends Fact>(facts: readonly F[], value: (fact: F) => unknown): Choice<F> {
  const chosen = newest(facts);
  return { facts: chosen, conflicting: new Set(chosen.map((fact) => JSON.stringify(value(fact)))).size > 1 };
}
