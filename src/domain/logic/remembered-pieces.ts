import { detached } from './detached.js';

/** Characters of a piece that is likely to come again, and how many such pieces are kept. */
const SHORT = 32;
const MOST = 20_000;

/**
 * A pure function of a piece of a sentence that remembers its answers for short pieces, those that come again. Forgets all once it
 * holds too many.
 */
export function rememberedPieces<V>(compute: (piece: string) => V): (piece: string) => V {
  const kept = new Map<string, V>();
  return (piece) => {
    if (piece.length > SHORT) return compute(piece);
    let value = kept.get(piece);
    if (value === undefined) {
      if (kept.size >= MOST) kept.clear();
      const own = detached(piece);
      kept.set(own, (value = compute(own)));
    }
    return value;
  };
}
