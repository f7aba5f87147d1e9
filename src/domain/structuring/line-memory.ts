import type { LineResult } from './combine/line-result.js';

/** Characters of the longest key that is kept: longer lines hardly come again. */
const LONGEST = 240;
const MOST = 20_000;

/**
 * What lines were read as, from one trial to the next: "Pregnant or breastfeeding women" stands in thousands of them. Keeps the
 * lines met last, by all that their reading came from; a line that was read with the conditions of its trial is never kept.
 */
export class LineMemory {
  private readonly kept = new Map<string, LineResult>();

  get(key: string): LineResult | undefined {
    const result = this.kept.get(key);
    if (result) {
      // A map keeps its entries in the order in which they were set.
      this.kept.delete(key);
      this.kept.set(key, result);
    }
    return result;
  }

  keep(key: string, result: LineResult): void {
    if (key.length > LONGEST) return;
    this.kept.set(key, result);
    if (this.kept.size <= MOST) return;
    const [oldest] = this.kept.keys();
    if (oldest !== undefined) this.kept.delete(oldest);
  }

  forget(): void {
    this.kept.clear();
  }
}
