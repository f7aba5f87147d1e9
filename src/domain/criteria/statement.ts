import { kindDefinitions } from './kinds/index.js';
import type { Expression, LeafKind, LeafParameters } from './model.js';
import { listed } from './wording.js';

/** Who reads the sentence: a coordinator wants it exact, a patient in plain words. */
export type Audience = 'coordinator' | 'patient';

const joined = (members: readonly Expression[], audience: Audience, join: 'and' | 'or'): string =>
  members.length === 1 && members[0]
    ? stated(members[0], audience)
    : listed(
        members.map((member, i) => (i === 0 ? nested(member, audience) : midSentence(nested(member, audience)))),
        join,
      );

/** "You have" inside a sentence is "you have". */
const midSentence = (text: string): string => text.replace(/^(You|This|It)(r?)\b/, (word) => word.toLowerCase());

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

/** The name of a concept's code, where the vocabulary has one. */
export type NameOf = (code: string) => string | undefined;

/** The same value with the bare codes of its concept lists named, so that nobody has to read `BREAST`. */
function named(value: unknown, nameOf: NameOf): unknown {
  if (typeof value === 'string') {
    const name = nameOf(value);
    return name === undefined ? value : { code: value, name };
  }
  return value;
}

const CONCEPT_LISTS: ReadonlySet<string> = new Set(['anyOf', 'noneOf', 'except']);
const KINDS_OF_CONCEPTS: ReadonlySet<string> = new Set(['cancer', 'priorMalignancy', 'condition', 'familyHistory']);

function withNames(node: unknown, nameOf: NameOf): unknown {
  if (Array.isArray(node)) return node.map((member) => withNames(member, nameOf));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]: [string, unknown]) => {
      if (!KINDS_OF_CONCEPTS.has(key) || typeof value !== 'object' || value === null)
        return [key, withNames(value, nameOf)];
      const lists = Object.entries(value).map(([field, list]: [string, unknown]) => [
        field,
        CONCEPT_LISTS.has(field) && Array.isArray(list) ? list.map((member) => named(member, nameOf)) : list,
      ]);
      return [key, Object.fromEntries(lists)];
    }),
  );
}

/** What an expression asks, in one line. The words say the reading, never more than it; the registry's text stays beside it. */
export const statement = (node: Expression, audience: Audience, nameOf: NameOf): string =>
  stated(withNames(node, nameOf) as Expression, audience);
