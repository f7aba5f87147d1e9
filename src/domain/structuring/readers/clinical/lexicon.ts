import { wordsOf } from '../../../vocabulary/words.js';
import { TagSets, type Tags } from './tags.js';

/** Phrases of one tag: value -> phrases. Loaded from criteria/lexicon/clinical-*.yaml. */
export type TagPhrases = Readonly<Record<string, readonly string[]>>;

/** All tags of the clinical lexicons: tag -> value -> phrases. */
export type ClinicalLexiconData = Readonly<Record<string, TagPhrases>>;

/** The words that may follow in a phrase, by their number; and what the words so far mean. */
export interface LexiconNode {
  next: Map<number, LexiconNode> | undefined;
  tags: Tags | undefined;
}

const newNode = (): LexiconNode => ({ next: undefined, tags: undefined });

/** The clinical lexicons as one trie over words, so that a line is looked up once for all readers. */
export class ClinicalLexicon {
  private readonly root = newNode();
  /** What may follow each word that phrases start with, by its number. */
  private readonly openers: (LexiconNode | undefined)[] = [];
  readonly tagSets: TagSets;

  constructor(data: ClinicalLexiconData) {
    this.tagSets = new TagSets(Object.keys(data));
    for (const [tag, values] of Object.entries(data))
      for (const [value, phrases] of Object.entries(values)) for (const phrase of phrases) this.add(phrase, tag, value);
    const openers = this.root.next ?? new Map<number, LexiconNode>();
    for (let word = 0; word <= Math.max(...openers.keys()); word++) this.openers.push(openers.get(word));
  }

  /** What may follow a word that phrases start with. */
  after(word: number): LexiconNode | undefined {
    return this.openers[word];
  }

  private add(phrase: string, tag: string, value: string): void {
    let node = this.root;
    for (const word of wordsOf(phrase).ids) {
      node.next ??= new Map();
      let next = node.next.get(word);
      if (!next) node.next.set(word, (next = newNode()));
      node = next;
    }
    if (node === this.root) throw new Error(`lexicon tag ${tag}: phrase without a word: "${phrase}"`);
    const tags = node.tags ?? this.tagSets.none;
    if (tags[tag] === undefined) node.tags = this.tagSets.with(tags, tag, value);
  }
}
