import { PhraseIndex } from '../../vocabulary/phrase-index.js';
import type { HeadingLexicon } from '../lexicons.js';
import type { Scope } from '../../criteria/model.js';

export type ListSection = 'inclusion' | 'exclusion';

/** The heading lexicon, ready for look-up. */
export interface HeadingWords {
  sections: PhraseIndex<ListSection>;
  leadIns: PhraseIndex<ListSection>;
  words: ReadonlySet<string>;
  parts: ReadonlyMap<string, Scope['kind']>;
  /** Some word of `parts` stands in a text, be it within another word. */
  part: RegExp;
  named: PhraseIndex<{ kind: Scope['kind']; label: string }>;
  scopeWords: ReadonlySet<string>;
  empty: PhraseIndex<true>;
  introducing: ReadonlySet<string>;
  titles: ReadonlySet<string>;
}

const wordSet = (words: string): ReadonlySet<string> => new Set(words.toLowerCase().split(/\s+/).filter(Boolean));

export function compileHeadings(lexicon: HeadingLexicon): HeadingWords {
  const sections = new PhraseIndex<ListSection>();
  const leadIns = new PhraseIndex<ListSection>();
  for (const section of ['inclusion', 'exclusion'] as const) {
    for (const phrase of lexicon.sections[section]) sections.add(phrase, section);
    for (const phrase of lexicon.leadIns[section]) leadIns.add(phrase, section);
  }
  const parts = new Map<string, Scope['kind']>();
  for (const [kind, words] of Object.entries(lexicon.parts))
    for (const word of words) parts.set(word, kind as Scope['kind']);
  const named = new PhraseIndex<{ kind: Scope['kind']; label: string }>();
  for (const [kind, labels] of Object.entries(lexicon.named))
    for (const [label, phrases] of Object.entries(labels))
      for (const phrase of phrases) named.add(phrase, { kind: kind as Scope['kind'], label });
  const empty = new PhraseIndex<true>();
  for (const phrase of lexicon.empty) empty.add(phrase, true);
  return {
    sections,
    leadIns,
    words: wordSet(lexicon.words),
    parts,
    part: new RegExp([...parts.keys()].join('|'), 'i'),
    named,
    scopeWords: wordSet(lexicon.scopeWords),
    empty,
    introducing: wordSet(lexicon.introducing),
    titles: wordSet(lexicon.titles),
  };
}
