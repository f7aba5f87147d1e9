import { PhraseIndex } from './phrase-index.js';
import type { Mention } from './vocabulary.js';

interface Cased<V> {
  value: V;
  /** Words of which one must stand nearby for an abbreviation that also means other things (`PR`, `PI`). */
  near?: ReadonlySet<string>;
}

/** How far, in characters, a word may stand from the abbreviation whose meaning it decides. */
const NEARBY = 80;

/** A phrase that contains a name and means something else: "calcium channel", "estrogen receptor". */
const DECOY = Symbol('decoy');

/**
 * Names of lexicon entries for running text: plain names are blind to case and hyphens; cased ones (`PT`, `Mg`, `MET`)
 * count only where the text writes them exactly so.
 */
export class Names<V> {
  private readonly plain = new PhraseIndex<V | typeof DECOY>();
  private readonly cased = new Map<string, Cased<V>>();
  private readonly casedIndex = new PhraseIndex<true>();

  add(names: readonly string[], value: V): void {
    for (const name of names) this.plain.add(name, value);
  }

  addCased(names: readonly string[], value: V, near?: readonly string[]): void {
    for (const name of names) {
      const key = written(name);
      if (!this.cased.has(key)) this.cased.set(key, { value, ...(near && { near: new Set(near) }) });
      this.casedIndex.add(name, true);
    }
  }

  addDecoys(names: readonly string[]): void {
    for (const name of names) this.plain.add(name, DECOY);
  }

  /** The entry that the whole text names. */
  get(text: string): V | undefined {
    const plain = this.plain.get(text);
    return this.cased.get(written(text))?.value ?? (plain === DECOY ? undefined : plain);
  }

  /** Longest name first; where a cased and a plain name overlap, the longer one wins, then the earlier. */
  find(text: string): Mention<V>[] {
    const all: Mention<V | typeof DECOY>[] = this.plain.find(text);
    for (const { start, end } of this.casedIndex.find(text)) {
      const exact = this.cased.get(written(text.slice(start, end)));
      if (exact && (!exact.near || hasNearby(text, start, end, exact.near)))
        all.push({ start, end, value: exact.value });
    }
    const found: Mention<V>[] = [];
    for (const { start, end, value } of withoutOverlaps(all)) if (value !== DECOY) found.push({ start, end, value });
    return found;
  }
}

/** Letters, digits and plus signs as written, punctuation between them folded (`NT-proBNP`, `NT proBNP`). */
const written = (name: string): string =>
  PLAIN.test(name) ? name : (name.match(/[\p{L}\p{N}]+|\+/gu) ?? []).join(' ');

const PLAIN = /^[A-Za-z0-9]+$/;

/** Whether one of the words stands close to the mention, on either side. */
export function hasNearby(text: string, start: number, end: number, words: ReadonlySet<string>): boolean {
  const around = `${text.slice(Math.max(0, start - NEARBY), start)} ${text.slice(end, end + NEARBY)}`;
  return (around.toLowerCase().match(/[\p{L}\p{N}]+|::/gu) ?? []).some((word) => words.has(word));
}

/** Keeps the longest of overlapping mentions, the earlier of equally long ones; sorted by start. */
export function withoutOverlaps<V>(mentions: readonly Mention<V>[]): Mention<V>[] {
  if (inOrder(mentions)) return [...mentions];
  const kept: Mention<V>[] = [];
  for (const group of overlapping(mentions)) {
    const [only] = group;
    if (only && group.length === 1) {
      kept.push(only);
      continue;
    }
    const longestFirst = group.sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
    const best: Mention<V>[] = [];
    for (const mention of longestFirst)
      if (!best.some((other) => mention.start < other.end && other.start < mention.end)) best.push(mention);
    kept.push(...best.sort((a, b) => a.start - b.start));
  }
  return kept;
}

/** Whether each mention ends before the next begins. */
function inOrder<V>(mentions: readonly Mention<V>[]): boolean {
  for (let i = 1; i < mentions.length; i++) if ((mentions[i - 1]?.end ?? 0) > (mentions[i]?.start ?? 0)) return false;
  return true;
}

/** Runs of mentions that overlap their neighbours, in text order: only inside a run is there anything to decide. */
function overlapping<V>(mentions: readonly Mention<V>[]): Mention<V>[][] {
  const runs: Mention<V>[][] = [];
  let end = -1;
  for (const mention of [...mentions].sort((a, b) => a.start - b.start)) {
    const run = runs.at(-1);
    if (run && mention.start < end) run.push(mention);
    else runs.push([mention]);
    end = Math.max(end, mention.end);
  }
  return runs;
}
