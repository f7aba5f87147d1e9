import type { CtmlLeaf, CtmlNode } from './grammar.js';
import { conjunction, disjunction, type CtmlReading } from './reading.js';

export type LeafReader = (label: string, leaf: CtmlLeaf) => CtmlReading;

/**
 * A boolean tree of CTML in our language. Members that hold only keys nobody matches on drop out, as they do in
 * MatchMiner; a group of nothing but such members is itself nothing.
 */
export function readNode(node: CtmlNode, readLeaf: LeafReader): CtmlReading {
  if (node.node === 'leaf') return readLeaf(node.label, node.leaf);
  const readings = node.members.map((member) => readNode(member, readLeaf));
  const review = readings.flatMap((reading) => reading.review);
  const members = readings.flatMap((reading) => (reading.nothing ? [] : [reading.when]));
  if (members.length === 0) return { nothing: true, review };
  return { when: node.node === 'and' ? conjunction(members) : disjunction(members), review };
}

/** A `match` list is an implicit conjunction; its conjuncts become criteria of their own, nested `and`s opened. */
export const conjuncts = (match: readonly CtmlNode[]): CtmlNode[] =>
  match.flatMap((node) => (node.node === 'and' ? conjuncts(node.members) : [node]));
