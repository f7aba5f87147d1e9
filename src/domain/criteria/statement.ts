import { kindDefinitions } from './kinds/index.js';
import type { Expression, LeafKind, LeafParameters } from './model.js';
import { listed } from './wording.js';

/** Who reads the sentence: a coordinator wants it exact, a patient in plain words. */
export type Audience = 'coordinator' | 'patient';

const joined = (members: readonly Expression[], audience: Audience, join: 'and' | 'or'): string =>
  members.length === 1 && members[0]
    ? stated(members[0], audience)
    : listed(
        members.map((member) => nested(member, audience)),
        join,
      );

/** Members that are lists themselves stand in brackets, so that "a and b or c" is never left to the reader. */
const nested = (member: Expression, audience: Audience): string => {
  const text = stated(member, audience);
  return 'all' in member || 'any' in member || 'if' in member ? `(${text})` : text;
};

function leafWords<K extends LeafKind>(kind: K, parameters: LeafParameters[K], audience: Audience): string {
  return kindDefinitions[kind][audience](parameters);
}

function stated(node: Expression, audience: Audience): string {
  const plain = audience === 'patient';
  if ('all' in node) return joined(node.all, audience, 'and');
  if ('any' in node) return joined(node.any, audience, 'or');
  if ('not' in node) return `${plain ? 'This is not so: ' : 'not '}${nested(node.not, audience)}`;
  if ('atLeast' in node) {
    const { n, of } = node.atLeast;
    return `at least ${n} of: ${of.map((member) => nested(member, audience)).join('; ')}`;
  }
  if ('if' in node) {
    const otherwise = node.else ? `; otherwise ${nested(node.else, audience)}` : '';
    return `if ${nested(node.if, audience)}, then ${nested(node.then, audience)}${otherwise}`;
  }
  const [kind, parameters] = Object.entries(node)[0] as [LeafKind, LeafParameters[LeafKind]];
  return leafWords(kind, parameters, audience);
}

/** What an expression asks, in one line. The words say the reading, never more than it; the registry's text stays beside it. */
export const statement = (node: Expression, audience: Audience): string => stated(node, audience);
