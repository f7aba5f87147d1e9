import { matchesAt } from '../text/matches-at.js';
import { addToGroup, newGroup, numberOfWord, wordsOf } from '../../vocabulary/words.js';

/** A number as a text writes it. */
export interface NumberToken {
  start: number;
  end: number;
  value: number;
  /** Digits and marks as written. */
  text: string;
  /** The value if the dot or comma between groups of three digits marks thousands and not decimals, or the other way round. */
  otherwise?: number;
  /** A decimal comma. */
  comma?: boolean;
}

const words: Record<string, number> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  hundred: 100,
};

const NUMBER_WORDS = newGroup();
for (const word of Object.keys(words)) addToGroup(numberOfWord(word), NUMBER_WORDS);

// A digit that follows a letter belongs to a name (T790M, HbA1c); the multiplication sign is none.
const digits =
  /(?<![A-Za-z\u00b5^_]|[A-Za-z]-|\d)(?:\d[\d.,]{0,20}\d|\d)|(?<=\d ?[xX\u00d7]|\buln ?[xX] ?)(?:\d[\d.,]{0,20}\d|\d)|(?<![\w.])\.\d{1,3}\b/y;
// "Age18-65", "18 to75", "status0-2", "18 years-65 years": a blank was lost.
const glued =
  /\b(?:age|aged|to|than|from|between|least|status|score|ecog|over|under|above|below|and|or|of|is)(?=\d)|\b(?:years?|yrs?|months?|weeks?|days?|kg|dl)-(?=\d)/gi;
const digitOrPoint = /[.\d]/g;
const short = /\d{1,3}(?:\.\d{1,2})?/y;
const wordNumber =
  /\b(?:(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ](one|two|three|four|five|six|seven|eight|nine)|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)\b/gi;

/** What a run of digits, dots and commas is worth. "0,1" between single digits may be a list; the caller decides. */
export function numberOf(text: string): Pick<NumberToken, 'value' | 'otherwise' | 'comma'> {
  if (/^\d{1,3}(?:,\d{3})+$/.test(text)) return { value: Number(text.replaceAll(',', '')) };
  if (/^\d{1,3}(?:,\d{3})+\.\d{1,4}$/.test(text)) return { value: Number(text.replaceAll(',', '')) };
  if (/^\d{1,3}(?:\.\d{3}){2,}$/.test(text)) return { value: Number(text.replaceAll('.', '')) };
  if (/^\d{1,3}(?:\.\d{3})+,\d{1,4}$/.test(text)) return { value: Number(text.replaceAll('.', '').replace(',', '.')) };
  if (/^\d{1,3}\.\d{3}$/.test(text)) return { value: Number(text), otherwise: Number(text.replace('.', '')) };
  if (/^\d{1,6},\d{1,2}$/.test(text)) return { value: Number(text.replace(',', '.')), comma: true };
  const value = Number(text.replaceAll(',', ''));
  return { value: Number.isFinite(value) ? value : Number.parseFloat(text.replaceAll(',', '')) };
}

/** Every number of a line, in digits or in words; "three (3)" is one. */
export function findNumbers(line: string): NumberToken[] {
  const found: NumberToken[] = [];
  const written = /\d/.test(line);
  const spelled = (wordsOf(line).groups & NUMBER_WORDS) !== 0;
  if (!written && !spelled) return found;
  if (written) addDigits(line, found);
  if (spelled) for (const match of line.matchAll(wordNumber)) found.push(fromWords(match));
  if (found.length < 2) return found;
  found.sort((a, b) => a.start - b.start);
  return merged(line, found);
}

function addDigits(line: string, found: NumberToken[]): void {
  for (const match of matchesAt(line, digitOrPoint, digits)) {
    // "5,000, 6" ends before the comma; "1,2" and "0,1,2" are for the reader of scales to take apart.
    found.push({ start: match.index, end: match.index + match[0].length, text: match[0], ...numberOf(match[0]) });
  }
  if (!/[a-z-]\d/i.test(line)) return;
  for (const match of line.matchAll(glued)) {
    short.lastIndex = match.index + match[0].length;
    const [text] = short.exec(line) ?? [];
    const start = match.index + match[0].length;
    if (
      text === undefined ||
      found.some((n) => n.start === start) ||
      /^[\d.,]*\d|^[A-Za-z]\d/.test(line.slice(start + text.length, start + text.length + 8))
    )
      continue;
    found.push({ start, end: start + text.length, text, ...numberOf(text) });
  }
}

function fromWords(match: RegExpExecArray): NumberToken {
  const [text, tens, ones] = match;
  const value =
    tens !== undefined && ones !== undefined
      ? (words[tens.toLowerCase()] ?? 0) + (words[ones.toLowerCase()] ?? 0)
      : (words[text.toLowerCase()] ?? 0);
  return { start: match.index, end: match.index + text.length, text, value };
}

/** "eighteen (18)", and thousands parted by a blank ("100 000/mm3"). */
function merged(line: string, tokens: readonly NumberToken[]): NumberToken[] {
  const result: NumberToken[] = [];
  for (const token of tokens) {
    const last = result.at(-1);
    const between = last ? line.slice(last.end, token.start) : '';
    if (last && last.value === token.value && /^ ?[([]$/.test(between) && /^[)\]]/.test(line.slice(token.end))) {
      last.end = token.end + 1;
      continue;
    }
    if (
      last &&
      between === ' ' &&
      /^\d{1,3}$/.test(last.text) &&
      /^(?:000|\d00|\d50)$/.test(token.text) &&
      thousands(line, last, token)
    ) {
      last.end = token.end;
      last.text += token.text;
      last.value = last.value * 1000 + token.value;
      continue;
    }
    result.push({ ...token });
  }
  return result;
}

/** A blank parts thousands only behind a comparator or before a unit of counts. */
const thousands = (line: string, first: NumberToken, second: NumberToken): boolean =>
  /[<>\u2264\u2265=] ?$/.test(line.slice(Math.max(0, first.start - 2), first.start)) ||
  /^ ?(?:\/|cells|per|x)/.test(line.slice(second.end));
