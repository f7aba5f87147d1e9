import type { Leaf, LeafKind, LeafParameters } from './model.js';

/**
 * One text for all parameters that mean the same: keys sorted, absent ones dropped, lists read as sets (every list of
 * the language is one), a concept cut down to its code.
 */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${[...new Set(value.map(canonical))].sort().join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  const code = 'code' in value && typeof value.code === 'string' ? value.code : undefined;
  if (code !== undefined) return JSON.stringify('system' in value && value.system === 'text' ? `text ${code}` : code);
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`)
    .join()}}`;
}

/** Equal for leaves that mean the same, so that trials can share one predicate. */
export const leafKey = <K extends LeafKind>(kind: K, parameters: LeafParameters[K]): string =>
  `${kind}${canonical(parameters)}`;

/** The same for a leaf as it stands in an expression. */
export function leafKeyOf(leaf: Leaf): string {
  const [kind, parameters] = Object.entries(leaf)[0] as [LeafKind, LeafParameters[LeafKind]];
  return leafKey(kind, parameters);
}
