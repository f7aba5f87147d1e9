import { PhraseIndex } from './phrase-index.js';
import type { Mention } from './vocabulary.js';

/**
 * Names of lexicon entries for running text: plain names are blind to case and hyphens; cased ones (`PT`, `Mg`, `MET`)
 * count only where the text writes them exactly so.
 */
export class Names<V> {
  private readonly plain = new PhraseIndex<V>();
  private readonly cased = new Map<string, V>();
  private readonly casedIndex = new PhraseIndex<true>();

  add(names: readonly string[], value: V): void {
    for (const name of names) this.plain.add(name, value);
  }

  addCased(names: readonly string[], value: V): void {
    for (const name of names) {
      const key = written(name);
      if (!this.cased.has(key)) this.cased.set(key, value);
      this.casedIndex.add(name, true);
    }
  }

  /** The entry that the whole text names. */
  get(text: string): V | undefined {
    return this.cased.get(written(text)) ?? this.plain.get(text);
  }

  /** Longest name first; where a cased and a plain name overlap, the longer one wins, then the earlier. */
  find(text: string): Mention<V>[] {
    const found: Mention<V>[] = this.plain.find(text);
    for (const { start, end } of this.casedIndex.find(text)) {
      const exact = this.cased.get(written(text.slice(start, end)));
      if (exact !== undefined) found.push({ start, end, value: exact });
    }
    return withoutOverlaps(found);
  }
}

/** Letters, digits and plus signs as written, punctuation between them folded (`NT-proBNP`, `NT proBNP`). */
const written = (name: string): string => (name.match(/[\p{L}\p{N}]+|\+/gu) ?? []).join(' ');

/** Keeps the longest of overlapping mentions, the earlier of equally long ones; sorted by start. */
export function withoutOverlaps<V>(mentions: readonly Mention<V>[]): Mention<V>[] {
  const longestFirst = [...mentions].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const kept: Mention<V>[] = [];
  for (const mention of longestFirst)
    if (!kept.some((other) => mention.start < other.end && other.start < mention.end)) kept.push(mention);
  return kept.sort((a, b) => a.start - b.start);
}
