import type { Mention } from './vocabulary.js';
import { addToGroup, newGroup, numberOfWord, wordOfNumber, wordsOf } from './words.js';

interface Node<V> {
  next: Map<number, Node<V>> | undefined;
  value: V | undefined;
}

/** Not yet asked for. */
const ASK = -1;

/** Sets an entry, in a wider table where it lies beyond the end. */
function put(table: Int32Array, at: number, value: number): Int32Array {
  let wide = table;
  if (at >= table.length) {
    wide = new Int32Array(2 * at + 64).fill(ASK);
    wide.set(table);
  }
  wide[at] = value;
  return wide;
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
  /** The words that phrases start with, each with what may follow; 0 is no such word. */
  private readonly roots: (Node<V> | undefined)[] = [undefined];
  private readonly rootOfKey = new Map<number, number>();
  /** Index in `roots` by the number of a word. Folded words are asked for when they are met. */
  private rootOfWord: Int32Array = new Int32Array(0);
  /** The number of the folded form, by the number of a word. */
  private keyOfWord: Int32Array = new Int32Array(0);
  /** The words that phrases start with, as a group. */
  private readonly openers = newGroup();
  private readonly fold: ((word: string) => string) | undefined;
  private readonly accepts: ((value: V, text: string, start: number, end: number) => boolean) | undefined;

  constructor(options: PhraseIndexOptions<V> = {}) {
    this.fold = options.fold;
    this.accepts = options.accepts;
  }

  private key(id: number): number {
    if (!this.fold || id < 0) return id;
    let key = this.keyOfWord[id] ?? ASK;
    if (key === ASK) {
      key = numberOfWord(this.fold(wordOfNumber(id)));
      this.keyOfWord = put(this.keyOfWord, id, key);
    }
    return key;
  }

  /** What may follow a word that phrases start with. */
  private root(id: number): Node<V> | undefined {
    if (id < 0) return undefined;
    let root = this.rootOfWord[id] ?? ASK;
    if (root === ASK && this.fold) root = this.folded(id);
    return root > 0 ? this.roots[root] : undefined;
  }

  private folded(id: number): number {
    const root = this.rootOfKey.get(this.key(id)) ?? 0;
    this.setRoot(id, root);
    return root;
  }

  private setRoot(id: number, root: number): void {
    this.rootOfWord = put(this.rootOfWord, id, root);
  }

  private rootFor(key: number): Node<V> {
    const known = this.roots[this.rootOfKey.get(key) ?? 0];
    if (known) return known;
    const made: Node<V> = { next: undefined, value: undefined };
    this.rootOfKey.set(key, this.roots.length);
    // Other forms of the word may have been asked for before it was added.
    if (this.fold) this.rootOfWord.fill(ASK);
    else this.setRoot(key, this.roots.length);
    addToGroup(key, this.openers);
    this.roots.push(made);
    return made;
  }

  /** Adds a phrase; the first value given for a phrase stays. Returns whether it was added. */
  add(phrase: string, value: V): boolean {
    let node: Node<V> | undefined;
    for (const id of wordsOf(phrase).ids) {
      const key = this.key(id);
      if (!node) {
        node = this.rootFor(key);
        continue;
      }
      let next = node.next?.get(key);
      if (!next) (node.next ??= new Map()).set(key, (next = { next: undefined, value: undefined }));
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
      node = first ? this.root(id) : node?.next?.get(this.key(id));
      first = false;
    }
    return node?.value;
  }

  find(text: string): Mention<V>[] {
    const { ids, starts, ends, groups } = wordsOf(text);
    const mentions: Mention<V>[] = [];
    if (!this.fold && (groups & this.openers) === 0) return mentions;
    const { rootOfWord } = this;
    for (let i = 0; i < ids.length;) {
      const id = ids[i] ?? -1;
      // Most words open no phrase.
      if (id < 0 || rootOfWord[id] === 0 || (!this.fold && (rootOfWord[id] ?? ASK) === ASK)) {
        i += 1;
        continue;
      }
      let node = this.root(id);
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
        node = node.next && j + 1 < ids.length ? node.next.get(this.key(ids[j + 1] ?? -1)) : undefined;
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
