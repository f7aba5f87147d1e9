import type { Vocabulary } from '../vocabulary/vocabulary.js';
import type { ConnectiveWords } from './combine/connective-words.js';
import { compileConnectives } from './combine/connective-words.js';
import type { StructuringLexicons } from './lexicons.js';
import { LineMemory } from './line-memory.js';
import type { HeadingWords } from './outline/heading-words.js';
import { compileHeadings } from './outline/heading-words.js';
import type { Reader } from './reader.js';
import { createReaders } from './readers/index.js';

/** Lexicons and readers, compiled once and used for any number of trials. */
export interface Structurer {
  vocabulary: Vocabulary;
  readers: readonly Reader[];
  headings: HeadingWords;
  connectives: ConnectiveWords;
  /** Lines of earlier trials. */
  memory: LineMemory;
}

const compiled = new WeakMap<Vocabulary, WeakMap<StructuringLexicons, Structurer>>();

/** The structurer of a vocabulary and a set of lexicons; the same objects give the same structurer. */
export function structurerOf(vocabulary: Vocabulary, lexicons: StructuringLexicons): Structurer {
  let byLexicons = compiled.get(vocabulary);
  if (!byLexicons) compiled.set(vocabulary, (byLexicons = new WeakMap()));
  let structurer = byLexicons.get(lexicons);
  if (!structurer) {
    structurer = {
      vocabulary,
      readers: createReaders(vocabulary, lexicons),
      headings: compileHeadings(lexicons.headings),
      connectives: compileConnectives(lexicons.connectives, lexicons.asides),
      memory: new LineMemory(),
    };
    byLexicons.set(lexicons, structurer);
  }
  return structurer;
}
