import { rememberedPieces } from '../../logic/remembered-pieces.js';
import { PhraseIndex } from '../../vocabulary/phrase-index.js';
import type { AsideLexicon, ConnectiveLexicon } from '../lexicons.js';
import { compileAsides, type Asides } from './asides.js';
import { readGap, type Gap } from './gaps.js';

/** What a phrase between two readings does. `prohibited`: "must not have", "are excluded". */
export type Cue =
  | 'and'
  | 'or'
  | 'including'
  | 'not'
  | 'prohibited'
  | 'required'
  | 'permitted'
  | 'except'
  | 'unless'
  | 'if'
  | 'exception'
  | 'neutral';

export interface ConnectiveWords {
  asides: Asides;
  /** What the text between two readings says. */
  gapOf: (text: string) => Gap;
  /** A word that takes only some of what stands right behind it: "inherited". */
  narrows: (word: string) => boolean;
}

export function compileConnectives(lexicon: ConnectiveLexicon, asides: AsideLexicon): ConnectiveWords {
  const cues = new PhraseIndex<Cue>();
  const add = (phrases: readonly string[], cue: Cue): void => {
    for (const phrase of phrases) cues.add(phrase, cue);
  };
  add(lexicon.and, 'and');
  add(lexicon.or, 'or');
  add(lexicon.negation.after, 'prohibited');
  add(lexicon.negation.before, 'not');
  add(lexicon.except, 'except');
  add(lexicon.unless, 'unless');
  add(lexicon.conditional, 'if');
  add(lexicon.exceptions, 'exception');
  add(lexicon.including, 'including');
  add(lexicon.permitted, 'permitted');
  add(lexicon.required, 'required');
  add(lexicon.neutral.phrases, 'neutral');
  const neutral = wordsOf(lexicon.neutral.words);
  const narrowing = wordsOf(lexicon.narrowing);
  return {
    asides: compileAsides(asides),
    gapOf: rememberedPieces((text) => readGap(text, { cues, neutral })),
    narrows: (word) => narrowing.has(word.toLowerCase()),
  };
}

const wordsOf = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/).filter(Boolean));
