import { leastFirst } from '../logic/least-first.js';
import { PLACES } from './rank.js';

/** How far down trials are put in order at first: whoever looks at a list seldom looks further. */
const FIRST_LOOK = 256;

/** The ranks of a patient's trials as numbers, put in order as far down as they are asked for. */
export class RankKeys {
  private readonly keys: Float64Array;
  private readonly byTail: Int32Array;
  /** How many of the keys stand in their final place. */
  private inOrder = 0;

  /**
   * @param count how many trials are ranked
   * @param trials how many there are, ranked or not
   * @throws RangeError where there are more than ranks can be told apart for
   */
  constructor(
    count: number,
    private readonly trials: number,
  ) {
    if (PLACES * trials > Number.MAX_SAFE_INTEGER) throw new RangeError(`${trials} trials are too many to rank`);
    this.keys = new Float64Array(count);
    this.byTail = new Int32Array(trials);
  }

  /** Ranks one trial by its place (see `placeOf`) and its tail, which no two have in common. To be called before `at`. */
  set(i: number, place: number, tail: number): void {
    this.byTail[tail] = i;
    this.keys[i] = place * this.trials + tail;
  }

  /** Which trial stands at a position, 0 being the best. @throws RangeError beyond the last. */
  at(position: number): number {
    const { keys } = this;
    if (!(position in keys)) throw new RangeError(`no trial at ${position}`);
    if (position >= this.inOrder) this.order(position + 1);
    return this.byTail[rest(keys[position] as number, this.trials)] as number;
  }

  private order(least: number): void {
    const wanted = Math.max(FIRST_LOOK, 4 * this.inOrder, least);
    const left = this.keys.subarray(this.inOrder);
    const count = Math.min(wanted - this.inOrder, left.length);
    if (count < left.length) leastFirst(left, count);
    left.subarray(0, count).sort();
    this.inOrder += count;
  }
}

/** The remainder of a whole number beyond 32 bits, for which the language's own operator is slow. */
function rest(key: number, size: number): number {
  const left = key - Math.floor(key / size) * size;
  // The quotient can round up to the next whole number.
  return left < 0 ? left + size : left;
}
