import type { Reading } from '../reader.js';
import type { ConnectiveWords } from './connective-words.js';
import type { Gap } from './gaps.js';
import { empty } from './gaps.js';
import { breaksIn } from './sentence-breaks.js';
import type { Expression } from '../../criteria/model.js';

/** A reading with what stands before it. */
export interface Part {
  expression: Expression;
  gap: Gap;
  /** The sentence, or what was read first in it, opens with "no", "absence of", "without". */
  denies?: true;
}

/** One sentence of a line: its readings, and what stands after the last. */
export interface Sentence {
  parts: Part[];
  last: Gap;
  /** Opens with "for patients with ...": what it reads first says to whom the rest applies. */
  conditional: boolean;
}

const SUBGROUP_OPENING =
  /^[\s.;]*(?:for|in|if) (?:all )?(?:the )?(?:patients?|participants?|subjects?|those|individuals|persons?|women|men|females?|males?)\b/iu;

/** "Cardiac: no history of ...". */
const DENIAL = /^[\s.;]*(?:[\p{L}-]{3,20}: )?(?:no|absence of|without|free of|lack of)\b/iu;

/** Cuts a line into sentences at full stops and semicolons that no reading covers. */
export function sentencesOf(text: string, readings: readonly Reading[], words: ConnectiveWords): Sentence[] {
  const sentences: Sentence[] = [];
  let current: Sentence | undefined;
  let start = 0;
  for (let i = 0; i <= readings.length; i++) {
    const reading = readings[i];
    const end = reading?.start ?? text.length;
    const pieces = piecesOf(text, start, Math.max(start, end));
    pieces.forEach((piece, k) => {
      const gap = words.gapOf(start === 0 && k === 0 ? withoutLabel(piece) : piece);
      if (k < pieces.length - 1) {
        if (current) current.last = gap;
        else sentences.push({ parts: [], last: gap, conditional: false });
        current = undefined;
        return;
      }
      if (reading) {
        if (!current)
          sentences.push((current = { parts: [], last: empty, conditional: SUBGROUP_OPENING.test(text.slice(start)) }));
        const denies = current.parts.length === 0 && DENIAL.test(text.slice(start).trimStart());
        current.parts.push({ expression: reading.expression, gap, ...(denies ? { denies } : {}) });
      } else if (current) current.last = gap;
      else if (gap.cues.length > 0 || gap.unread.length > 0 || gap.timing.length > 0)
        sentences.push({ parts: [], last: gap, conditional: false });
    });
    start = Math.max(start, reading?.end ?? text.length);
  }
  return sentences;
}

/** "Radiotherapy:", "Prior therapy -": a short label before a line's colon only names its subject. */
const withoutLabel = (piece: string): string => {
  const colon = piece.indexOf(':');
  return colon < 0 || colon > 60 || colon + 1 < piece.trimEnd().length ? piece : '';
};

/** The text of a gap, cut where sentences end. */
function piecesOf(text: string, start: number, end: number): string[] {
  const pieces: string[] = [];
  let from = start;
  for (const { at, length } of breaksIn(text, start, end)) {
    pieces.push(text.slice(from, at));
    from = at + length;
  }
  pieces.push(text.slice(from, end));
  return pieces;
}
