import { isBlankAt } from '../../logic/blank.js';

const ABBREVIATION = /(?:^|[\s(])(?:e\.g|i\.e|eg|ie|vs|approx|incl|etc|no|v|ver|dr|st)$/iu;
const NOTES = ['NOTE', 'Note'];
const BEFORE_COLON = /\s?:/uy;

/** Where a sentence ends: offset of the mark, and its length. */
export interface SentenceBreak {
  at: number;
  length: number;
}

/** A note that opens at `at`: "... allowed NOTE: ...". */
function noteAt(text: string, at: number, from: number, to: number): boolean {
  if (at === from || !isBlankAt(text, at - 1) || !NOTES.some((note) => text.startsWith(note, at))) return false;
  BEFORE_COLON.lastIndex = at + 4;
  return BEFORE_COLON.test(text) && BEFORE_COLON.lastIndex <= to;
}

/**
 * Where sentences end in [from, to): at a semicolon, at a full stop before a blank or the end that no abbreviation takes, before a
 * note.
 */
export function breaksIn(text: string, from = 0, to = text.length): SentenceBreak[] {
  const found: SentenceBreak[] = [];
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0x3b) found.push({ at, length: 1 });
    else if (unit === 0x2e) {
      if (at + 1 < to && !isBlankAt(text, at + 1)) continue;
      if (!ABBREVIATION.test(text.slice(Math.max(0, at - 8), at))) found.push({ at, length: 1 });
    } else if (unit === 0x4e && noteAt(text, at, from, to)) {
      found.push({ at, length: 4 });
      at += 3;
    }
  }
  return found;
}
