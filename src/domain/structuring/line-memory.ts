import type { LineResult } from './combine/line-result.js';

/** Characters of the longest key that is kept: longer lines hardly come again. */
const LONGEST = 240;
/** Lines of a generation. */
const MOST = 10_000;

/**
 * What lines were read as, from one trial to the next: "Pregnant or breastfeeding women" stands in thousands of them. Lines are known
 * by all that their reading came from; one that was read with the conditions of its trial is never kept. Of two generations the older
 * is forgotten when the younger is full; what is met again belongs to the younger.
 */
export class LineMemory {
  private younger = new Map<string, LineResult>();
  private older = new Map<string, LineResult>();

  get(key: string): LineResult | undefined {
    const known = this.younger.get(key);
    if (known) return known;
    const result = this.older.get(key);
    if (result) this.keep(key, result);
    return result;
  }

  keep(key: string, result: LineResult): void {
    if (key.length > LONGEST) return;
    if (this.younger.size >= MOST) {
      this.older = this.younger;
      this.younger = new Map();
    }
    this.younger.set(key, result);
  }

  forget(): void {
    this.younger.clear();
    this.older.clear();
  }
}
