import type { Expression, Section } from '../criteria/model.js';
import type { Vocabulary } from '../vocabulary/vocabulary.js';

/** What a reader knows beside the line itself. */
export interface ReadingContext {
  vocabulary: Vocabulary;
  section: Section;
  /** Headings and parent lines above, nearest last ("Adequate organ function:", "Cohort A"). */
  parents: readonly string[];
  /** Condition names of the trial, for resolving "the disease under study". */
  conditions: readonly string[];
}

/** One reading of a part of a line. Offsets are into the cleaned line that the reader was given. */
export interface Reading {
  start: number;
  end: number;
  /** States what the words state; a negation that governs them ("no prior ...") is part of the expression. */
  expression: Expression;
  /** Of this reading, 0..1. */
  confidence: number;
  /** Why a human should look at it. */
  review?: string[];
}

/**
 * Reads one family of criteria out of a cleaned line. Readers are independent and know nothing of each other; the
 * combiner resolves overlaps, connectives, polarity and what was left unread.
 */
export interface Reader {
  name: string;
  read(line: string, context: ReadingContext): Reading[];
}
