import type { Leaf, LeafKind, LeafParameters } from './model.js';

/**
 * One text for all parameters that mean the same: keys sorted, absent ones dropped, lists read as sets (every list of
 * the language is one), a concept cut down to its code.
 */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) {
    if (value.length === 1) return `[${canonical(value[0])}]`;
    return `[${[...new Set(value.map(canonical))].sort().join()}]`;
  }
  const members = value as Readonly<Record<string, unknown>>;
  const { code } = members;
  if (typeof code === 'string') return JSON.stringify(members['system'] === 'text' ? `text ${code}` : code);
  let text = '';
  for (const key of Object.keys(members).sort()) {
    const member = members[key];
    if (member !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonical(member)}`;
  }
  return `{${text}}`;
}

/** Equal for leaves that mean the same, so that trials can share one predicate. */
export const leafKey = <K extends LeafKind>(kind: K, parameters: LeafParameters[K]): string =>
  `${kind}${canonical(parameters)}`;

/** The same for a leaf as it stands in an expression. */
export function leafKeyOf(leaf: Leaf): string {
  const [kind, parameters] = Object.entries(leaf)[0] as [LeafKind, LeafParameters[LeafKind]];
  return leafKey(kind, parameters);
}
