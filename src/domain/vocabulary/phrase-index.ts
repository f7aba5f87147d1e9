import type { Mention } from './vocabulary.js';

interface Node<V> {
  next: Map<number, Node<V>> | undefined;
  value?: V;
}

/** Lower-case words of a text as numbers, with where they stand. */
interface Words {
  ids: number[];
  starts: number[];
  ends: number[];
}

// Words, numbers, and + glued to nothing else; hyphens, blanks and other punctuation only separate.
const TOKEN = /[\p{L}\p{N}]+|\+/gu;

/** Each word has one number in all indices: a line is looked up by text once and by number in every index. */
const numbers = new Map<string, number>();
const texts: string[] = [];

/** Words of running text are few and come again; beyond this number new ones are not kept and match nothing. */
const KEPT_AT_MOST = 400_000;

function numberOf(word: string): number {
  let number = numbers.get(word);
  if (number === undefined) {
    if (texts.length >= KEPT_AT_MOST) return -1;
    number = texts.length;
    numbers.set(word, number);
    texts.push(word);
  }
  return number;
}

let lastText: string | undefined;
let lastWords: Words = { ids: [], starts: [], ends: [] };

/** Several indices are asked about one line in turn, so the last answer is kept. */
function wordsOf(text: string): Words {
  if (text === lastText) return lastWords;
  const found: Words = { ids: [], starts: [], ends: [] };
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
    found.ids.push(numberOf(match[0].toLowerCase()));
    found.starts.push(match.index);
    found.ends.push(TOKEN.lastIndex);
  }
  lastText = text;
  lastWords = found;
  return found;
}

export interface PhraseIndexOptions<V> {
  /** One form for words that mean the same (plural, spelling); gets a lower-case word. */
  fold?: (word: string) => string;
  /** Whether a phrase found at [start, end) may count, e.g. an acronym only in its own case. */
  accepts?: (value: V, text: string, start: number, end: number) => boolean;
}

/**
 * Finds phrases of a lexicon in running text: case-blind, blind to hyphens and blanks between words, longest match
 * first, no overlaps. Time is linear in the text for a bounded phrase length.
 */
export class PhraseIndex<V> {
  /** Where phrases start, by the number of their first word. */
  private readonly roots: (Node<V> | undefined)[] = [];
  private readonly fold: ((word: string) => string) | undefined;
  private readonly folded: (number | undefined)[] = [];
  private readonly accepts: ((value: V, text: string, start: number, end: number) => boolean) | undefined;

  constructor(options: PhraseIndexOptions<V> = {}) {
    this.fold = options.fold;
    this.accepts = options.accepts;
  }

  private key(id: number): number {
    if (!this.fold || id < 0) return id;
    const known = this.folded[id];
    if (known !== undefined) return known;
    const key = numberOf(this.fold(texts[id] ?? ''));
    this.folded[id] = key;
    return key;
  }

  /** Adds a phrase; the first value given for a phrase stays. Returns whether it was added. */
  add(phrase: string, value: V): boolean {
    let node: Node<V> | undefined;
    for (const id of wordsOf(phrase).ids) {
      const key = this.key(id);
      let next = node ? node.next?.get(key) : this.roots[key];
      if (!next) {
        next = { next: undefined };
        if (node) (node.next ??= new Map()).set(key, next);
        else this.roots[key] = next;
      }
      node = next;
    }
    if (!node || node.value !== undefined) return false;
    node.value = value;
    return true;
  }

  /** The value of a phrase that is the whole text, or undefined. */
  get(text: string): V | undefined {
    let node: Node<V> | undefined;
    let first = true;
    for (const id of wordsOf(text).ids) {
      node = first ? this.roots[this.key(id)] : node?.next?.get(this.key(id));
      first = false;
    }
    return node?.value;
  }

  find(text: string): Mention<V>[] {
    const { ids, starts, ends } = wordsOf(text);
    const mentions: Mention<V>[] = [];
    for (let i = 0; i < ids.length;) {
      let node = this.roots[this.key(ids[i] ?? -1)];
      if (!node) {
        i += 1;
        continue;
      }
      const start = starts[i] ?? 0;
      let last = -1;
      let value: V | undefined;
      for (let j = i; node; j++) {
        if (node.value !== undefined && this.counts(node.value, text, start, ends[j] ?? 0)) {
          last = j;
          value = node.value;
        }
        node = j + 1 < ids.length ? node.next?.get(this.key(ids[j + 1] ?? -1)) : undefined;
      }
      if (value !== undefined) {
        mentions.push({ start, end: ends[last] ?? 0, value });
        i = last + 1;
      } else i += 1;
    }
    return mentions;
  }

  private counts(value: V, text: string, start: number, end: number): boolean {
    return !this.accepts || this.accepts(value, text, start, end);
  }
}
