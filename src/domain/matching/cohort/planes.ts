/**
 * Bit planes: bit `p` of a plane says something of patient `p`, 32 patients to a word. A truth is two planes, surely
 * true and surely false; neither set is unknown (Kleene's logic becomes AND and OR on words).
 */
export type Plane = Uint32Array;

export interface TruthPlanes {
  yes: Plane;
  no: Plane;
}

export const wordsFor = (patients: number): number => Math.ceil(patients / 32);

export const emptyPlane = (words: number): Plane => new Uint32Array(words);

/** All `patients` bits set, the rest of the last word clear. */
export function fullPlane(patients: number): Plane {
  const plane = new Uint32Array(wordsFor(patients)).fill(0xffffffff);
  const rest = patients % 32;
  if (rest > 0) plane[plane.length - 1] = (1 << rest) - 1;
  return plane;
}

export const hasBit = (plane: Plane, patient: number): boolean =>
  (((plane[patient >>> 5] ?? 0) >>> (patient & 31)) & 1) === 1;

export function orInto(target: Plane, other: Plane): void {
  for (let w = 0; w < target.length; w++) target[w] = (target[w] as number) | (other[w] as number);
}

export function andInto(target: Plane, other: Plane): void {
  for (let w = 0; w < target.length; w++) target[w] = (target[w] as number) & (other[w] as number);
}

/** Number of bits set. */
export function count(plane: Plane): number {
  let total = 0;
  for (let w = 0; w < plane.length; w++) total += bitsIn(plane[w] as number);
  return total;
}

/** Bits set in one word (Hacker's Delight, 5-2). */
export function bitsIn(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  x = (x + (x >>> 4)) & 0x0f0f0f0f;
  return Math.imul(x, 0x01010101) >>> 24;
}

/** Calls back for every bit set, in ascending order. */
export function forEachBit(plane: Plane, visit: (patient: number) => void): void {
  for (let w = 0; w < plane.length; w++) {
    for (let word = plane[w] as number; word !== 0; word &= word - 1) visit(w * 32 + 31 - Math.clz32(word & -word));
  }
}
