import type { NeoplasmBehavior } from '../vocabulary.js';
import type { CodedMeaning } from './meaning.js';
import type { OncoTree } from './oncotree.js';

/**
 * One meaning of several codings: the nodes that all of them allow. The order of the codings has no influence, a coarser
 * one never widens a finer one, and codings that exclude each other give a conflict instead of a winner.
 */
export function reconcile(all: readonly CodedMeaning[], tree: OncoTree): CodedMeaning | { why: string } {
  const behavior = commonBehavior(all);
  if (behavior === undefined) return { why: `conflict: ${list(all.map((one) => one.behavior))}` };
  const same = all.filter((one) => one.behavior === behavior);
  const codes = tree.meet(same.map((one) => one.codes));
  if (codes.length === 0) return { why: `conflict: ${list(same.map((one) => describe(one, tree)))}` };
  const sites = new Set(all.map((one) => one.metastasisSite).filter((site) => site !== undefined));
  const sides = new Set(all.map((one) => one.laterality).filter((side) => side !== undefined));
  const named = same.filter(
    (one) => one.codes.length === codes.length && one.codes.every((code) => codes.includes(code)),
  );
  const name = named
    .map((one) => one.name ?? '')
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
    .find((one) => one !== '');
  return {
    codes,
    ...(name === undefined ? {} : { name }),
    behavior,
    ...(sites.size === 1 ? { metastasisSite: [...sites][0] ?? '' } : {}),
    ...(sides.size === 1 ? { laterality: [...sides][0] } : {}),
    route: list(
      all.map((one) => one.route),
      '+',
    ),
    confidence: Math.max(...same.map((one) => one.confidence)),
  };
}

/** `malignant` is also what is said where nobody looked closer: in situ, benign and uncertain are finer than it. */
function commonBehavior(all: readonly CodedMeaning[]): NeoplasmBehavior | undefined {
  const said = new Set(all.map((one) => one.behavior));
  if (said.size === 1) return all[0]?.behavior;
  const inWords = new Set(
    all.filter((one) => one.route === 'display' || one.route === 'text').map((one) => one.behavior),
  );
  const coded = new Set(
    all.filter((one) => one.route !== 'display' && one.route !== 'text').map((one) => one.behavior),
  );
  if (coded.size === 1 && inWords.size === 1 && inWords.has('malignant')) return [...coded][0];
  return undefined;
}

const list = (values: readonly string[], separator = ' against '): string =>
  [...new Set(values)].sort().join(separator);

const describe = (one: CodedMeaning, tree: OncoTree): string =>
  `${one.route} ${one.name ?? tree.entry(one.codes[0] ?? '')?.name ?? one.codes[0] ?? ''}`;
