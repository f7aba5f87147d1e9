import type { PhraseIndex } from '../phrase-index.js';
import type { CancerFinder, Named } from './cancer-finder.js';
import { termAt, type Lexeme } from './lexemes.js';
import type { ModifiersFile } from './lexicon.js';
import type { OncoTree } from './oncotree.js';
import { foldWord } from './spelling.js';

export type TextReading = { named: Named; confidence: number } | { why: string };

const GENERIC = new Set(['any', 'solid', 'hematologic']);

/** Reads a string that should name one cancer and nothing else: the text of a CodeableConcept, a display, a query. */
export class CancerText {
  private readonly indifferent: ReadonlySet<string>;
  private readonly refusing: ReadonlySet<string>;

  constructor(
    private readonly index: PhraseIndex<Lexeme>,
    private readonly finder: CancerFinder,
    private readonly tree: OncoTree,
    modifiers: ModifiersFile,
  ) {
    this.indifferent = new Set(modifiers.indifferent.map((word) => foldWord(word.toLowerCase())));
    this.refusing = new Set(modifiers.refusing.map((word) => foldWord(word.toLowerCase())));
  }

  /**
   * Confidence: 0.95 a known name; 0.9 a kind of tumour at a site; 0.85 with words around it that leave the cancer the
   * same; 0.75 where only a coarser kind is known; 0.6 with words that the vocabulary does not know.
   */
  read(raw: string): TextReading {
    const text = raw.replaceAll('_', ' ').trim();
    const whole = this.index.get(text);
    const term = whole && termAt(whole, text, 0, text.length);
    if (term) return { named: { ...term, exact: true }, confidence: 0.95 };

    const inverted = /^([^,]+), ([^,]+)$/.exec(text);
    const mentions = this.finder.find(text);
    const turned = inverted ? this.finder.find(`${inverted[2] ?? ''} ${inverted[1] ?? ''}`) : [];
    const found = this.finest([...turned, ...mentions].map((mention) => mention.value));
    if (found === undefined) return { why: 'no cancer named' };
    if (found === 'several') return { why: 'names several cancers' };

    const rest = this.rest(text, turned.some((mention) => mention.value === found) ? undefined : mentions);
    if (rest.some((word) => this.refusing.has(word))) return { why: 'says more than which cancer it is' };
    const unknown = rest.filter((word) => !this.indifferent.has(word));
    if (unknown.length > 3) return { why: 'too many words beside the name of a cancer' };
    const confidence = unknown.length > 0 ? 0.6 : !found.exact ? 0.75 : rest.length > 0 ? 0.85 : 0.9;
    return { named: found, confidence };
  }

  /** The one cancer among several readings: the finest, where the others are only coarser names of it. */
  private finest(all: Named[]): Named | 'several' | undefined {
    const named = all.every(isGeneric) ? all : all.filter((one) => !isGeneric(one));
    const [first, ...others] = named;
    if (!first) return undefined;
    let best = first;
    for (const other of others) {
      if (this.tree.relation(other.codes, best.codes) === 'within') best = other;
      else if (this.tree.relation(best.codes, other.codes) !== 'within') return 'several';
    }
    return best;
  }

  private rest(text: string, mentions: { start: number; end: number }[] | undefined): string[] {
    let left = '';
    let at = 0;
    for (const { start, end } of mentions ?? []) {
      left += `${text.slice(at, start)} `;
      at = end;
    }
    if (mentions) left += text.slice(at);
    return [...left.matchAll(/[\p{L}\p{N}]+/gu)].map((match) => foldWord(match[0].toLowerCase()));
  }
}

const isGeneric = (named: Named): boolean => named.codes.length === 1 && GENERIC.has(named.codes[0] ?? '');
