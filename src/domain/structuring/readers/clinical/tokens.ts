import { isBlankAt } from '../../../logic/blank.js';
import { wordAt, wordOfNumber, wordsOf, wordUnitsAt } from '../../../vocabulary/words.js';

/** A word, a number or a sign of a line. */
export interface Token {
  start: number;
  end: number;
  /** Lower case. */
  text: string;
  /** Number of the word; -1 for a sign. */
  id: number;
  number: number | undefined;
  /** A word, not a sign: lexicon phrases run over words only, hyphens and apostrophes between them do not count. */
  isWord: boolean;
  /** A sign that may stand inside a phrase. */
  joins: boolean;
}

/** Digits with decimal points or thousands marks between them: "1.5", "100,000". */
const DECIMAL = /\d+(?:[.,]\d+)+(?!\p{L})/uy;
const DIGITS = /^\d+$/u;
const JOINERS = "-‐‑–'’/,()[]";

/** The sign that two comparators side by side make. */
function comparatorAt(text: string, at: number): string | undefined {
  const first = text.charCodeAt(at);
  if (first < 0x3c || first > 0x3e) return undefined;
  switch (text.slice(at, at + 2)) {
    case '>=':
    case '=>':
      return '≥';
    case '=<':
    case '<=':
      return '≤';
    default:
      return undefined;
  }
}

const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;

const token = (start: number, end: number, text: string, id: number, number: number | undefined): Token => ({
  start,
  end,
  text,
  id,
  number,
  isWord: true,
  joins: false,
});

function decimalAt(text: string, start: number): Token | undefined {
  DECIMAL.lastIndex = start;
  const raw = DECIMAL.exec(text)?.[0];
  if (raw === undefined) return undefined;
  const value = Number(/,\d{3}$/u.test(raw) ? raw.replaceAll(',', '') : raw.replace(',', '.'));
  return token(start, start + raw.length, raw, -1, value);
}

function signAt(text: string, start: number): Token {
  const two = comparatorAt(text, start);
  const sign = two ?? String.fromCodePoint(text.codePointAt(start) ?? 0);
  const end = start + (two === undefined ? sign.length : 2);
  return { start, end, text: sign, id: -1, number: undefined, isWord: false, joins: JOINERS.includes(sign) };
}

/** Cuts a line into words, numbers and signs. */
export function tokensOf(text: string): Token[] {
  const { ids, starts, ends } = wordsOf(text);
  const tokens: Token[] = [];
  let next = 0;
  for (let at = 0; at < text.length;) {
    const wordStart = starts[next] ?? text.length;
    while (at < wordStart) {
      if (isBlankAt(text, at)) {
        at += 1;
        continue;
      }
      const sign = signAt(text, at);
      tokens.push(sign);
      at = sign.end;
    }
    if (at >= text.length) break;
    const [id = -1, end = text.length] = [ids[next], ends[next]];
    next += 1;
    const digits = isDigit(text.charCodeAt(at));
    const decimal = digits ? decimalAt(text, at) : undefined;
    if (!decimal) {
      const word = id < 0 ? text.slice(at, end).toLowerCase() : wordOfNumber(id);
      tokens.push(token(at, end, word, id, digits && DIGITS.test(word) ? Number(word) : undefined));
      at = end;
      continue;
    }
    tokens.push(decimal);
    at = decimal.end;
    while (next < starts.length && ends[next]! <= at) next += 1;
    // "1.25mg": what is left of the word that the number ends in.
    if (next < starts.length && starts[next]! < at) {
      if (wordUnitsAt(text, at) > 0) {
        const { number, end: rest } = wordAt(text, at);
        tokens.push(token(at, rest, text.slice(at, rest).toLowerCase(), number, undefined));
        at = rest;
      }
      next += 1;
    }
  }
  return tokens;
}
