import type { Fact, Unmapped } from '../profile.js';

/** By kind, date, source and content; equal facts once. */
export function inOrder(facts: readonly Fact[]): Fact[] {
  const keyed = facts.map((fact) => ({
    fact,
    key: `${fact.kind}|${fact.date ?? ''}|${fact.source.resource}|${fact.source.path}`,
  }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : compareContent(a.fact, b.fact)));
  return keyed.flatMap(({ fact, key }, index) => {
    const before = keyed[index - 1];
    return before?.key === key && compareContent(before.fact, fact) === 0 ? [] : [fact];
  });
}

function compareContent(a: Fact, b: Fact): number {
  const one = JSON.stringify(a);
  const other = JSON.stringify(b);
  return one < other ? -1 : one > other ? 1 : 0;
}

/** By resource and reason, each once. */
export function uniqueUnmapped(unmapped: readonly Unmapped[]): Unmapped[] {
  const keyed = new Map(
    unmapped.map((one) => [`${one.resource}|${one.why}|${one.system ?? ''}|${one.code ?? ''}|${one.text ?? ''}`, one]),
  );
  return [...keyed].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}
