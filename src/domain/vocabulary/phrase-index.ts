import type { Mention } from './vocabulary.js';

interface Node<V> {
  next: Map<string, Node<V>>;
  value?: V;
}

interface Token {
  text: string;
  start: number;
  end: number;
}

// Words, numbers, and + glued to nothing else; hyphens, blanks and other punctuation only separate.
const TOKEN = /[\p{L}\p{N}]+|\+/gu;

let lastText: string | undefined;
let lastWords: readonly Token[] = [];

/** Lower-case words of a text. Several indices are asked about one line in turn, so the last answer is kept. */
function wordsOf(text: string): readonly Token[] {
  if (text === lastText) return lastWords;
  const found: Token[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text))
    found.push({ text: match[0].toLowerCase(), start: match.index, end: TOKEN.lastIndex });
  lastText = text;
  lastWords = found;
  return found;
}

/** Words of running text are few and come again: folding each of them once is enough. */
const FOLDED_AT_MOST = 50_000;

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
  private readonly root: Node<V> = { next: new Map() };
  private readonly fold: ((word: string) => string) | undefined;
  private readonly folded = new Map<string, string>();
  private readonly accepts: ((value: V, text: string, start: number, end: number) => boolean) | undefined;

  constructor(options: PhraseIndexOptions<V> = {}) {
    this.fold = options.fold;
    this.accepts = options.accepts;
  }

  private key(word: string): string {
    if (!this.fold) return word;
    let key = this.folded.get(word);
    if (key === undefined) {
      key = this.fold(word);
      if (this.folded.size < FOLDED_AT_MOST) this.folded.set(word, key);
    }
    return key;
  }

  /** Adds a phrase; the first value given for a phrase stays. Returns whether it was added. */
  add(phrase: string, value: V): boolean {
    let node = this.root;
    for (const word of wordsOf(phrase)) {
      const key = this.key(word.text);
      let next = node.next.get(key);
      if (!next) node.next.set(key, (next = { next: new Map() }));
      node = next;
    }
    if (node === this.root || node.value !== undefined) return false;
    node.value = value;
    return true;
  }

  /** The value of a phrase that is the whole text, or undefined. */
  get(text: string): V | undefined {
    let node: Node<V> | undefined = this.root;
    for (const word of wordsOf(text)) node = node?.next.get(this.key(word.text));
    return node === this.root ? undefined : node?.value;
  }

  find(text: string): Mention<V>[] {
    const words = wordsOf(text);
    const mentions: Mention<V>[] = [];
    for (let i = 0; i < words.length;) {
      let node: Node<V> | undefined = this.root;
      let last = -1;
      let value: V | undefined;
      for (let j = i; j < words.length; j++) {
        node = node.next.get(this.key(words[j]?.text ?? ''));
        if (!node) break;
        if (node.value !== undefined && this.counts(node.value, text, words[i], words[j])) {
          last = j;
          value = node.value;
        }
      }
      const first = words[i];
      const final = words[last];
      if (value !== undefined && first && final) {
        mentions.push({ start: first.start, end: final.end, value });
        i = last + 1;
      } else i += 1;
    }
    return mentions;
  }

  private counts(value: V, text: string, first: Token | undefined, last: Token | undefined): boolean {
    return !this.accepts || this.accepts(value, text, first?.start ?? 0, last?.end ?? 0);
  }
}
