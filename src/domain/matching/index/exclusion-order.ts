import type { LeafKind } from '../../criteria/model.js';

/** Kinds that exclude most trials for good, most selective first: the rest of the trial need not be read then. */
const SELECTIVE: readonly LeafKind[] = ['cancer', 'sex', 'age', 'variant', 'expression', 'stage'];

/** Position of a criterion in the reading order of the matcher; it never changes a result. */
export function exclusionOrder(kinds: readonly LeafKind[]): number {
  const [only] = kinds;
  const place = kinds.length === 1 && only !== undefined ? SELECTIVE.indexOf(only) : -1;
  return place === -1 ? SELECTIVE.length : place;
}
