/** Phrases of one tag: value -> phrases. Loaded from criteria/lexicon/clinical-*.yaml. */
export type TagPhrases = Readonly<Record<string, readonly string[]>>;

/** All tags of the clinical lexicons: tag -> value -> phrases. */
export type ClinicalLexiconData = Readonly<Record<string, TagPhrases>>;

/** What a phrase means: tag -> value. One phrase may carry several tags. */
export type Tags = Readonly<Record<string, string>>;

export interface LexiconNode {
  next?: Map<string, LexiconNode>;
  tags?: Record<string, string>;
}

const WORD = /[\p{L}\p{N}]+|\+/gu;

/** The clinical lexicons as one trie over words, so that a line is looked up once for all readers. */
export class ClinicalLexicon {
  readonly root: LexiconNode = {};

  constructor(data: ClinicalLexiconData) {
    for (const [tag, values] of Object.entries(data))
      for (const [value, phrases] of Object.entries(values)) for (const phrase of phrases) this.add(phrase, tag, value);
  }

  private add(phrase: string, tag: string, value: string): void {
    let node = this.root;
    for (const [word] of phrase.toLowerCase().matchAll(WORD)) {
      node.next ??= new Map();
      let next = node.next.get(word);
      if (!next) node.next.set(word, (next = {}));
      node = next;
    }
    if (node === this.root) throw new Error(`lexicon tag ${tag}: phrase without a word: "${phrase}"`);
    node.tags ??= {};
    node.tags[tag] ??= value;
  }
}
