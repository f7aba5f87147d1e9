/**
 * Kleene's strong three-valued logic (Kleene, Introduction to Metamathematics, 1952, section 64).
 * `not` keeps unknown; a conjunction is false as soon as one member is, whatever the others are; dually for `any`.
 */
export type Truth = 'true' | 'false' | 'unknown';

export const not = (a: Truth): Truth => (a === 'unknown' ? a : a === 'true' ? 'false' : 'true');

export function all(members: readonly Truth[]): Truth {
  if (members.includes('false')) return 'false';
  return members.includes('unknown') ? 'unknown' : 'true';
}

export function any(members: readonly Truth[]): Truth {
  if (members.includes('true')) return 'true';
  return members.includes('unknown') ? 'unknown' : 'false';
}

/** At least `n` of the members hold. True and false are given only where the unknown members cannot change the count. */
export function atLeast(n: number, members: readonly Truth[]): Truth {
  const sure = members.filter((m) => m === 'true').length;
  const possible = sure + members.filter((m) => m === 'unknown').length;
  if (sure >= n) return 'true';
  return possible < n ? 'false' : 'unknown';
}

/** `if c then t else e`; an unknown condition gives unknown unless both branches agree. An absent branch is `true`. */
export function ifThenElse(condition: Truth, then: Truth, otherwise: Truth = 'true'): Truth {
  if (condition === 'unknown') return then === otherwise ? then : 'unknown';
  return condition === 'true' ? then : otherwise;
}
