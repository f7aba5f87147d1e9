import { detached } from '../logic/detached.js';

/** The words of a text as numbers, with where they stand: UTF-16 offsets [start, end). */
export interface Words {
  /** The number of each word in lower case; -1 for a word whose number was not kept. */
  ids: readonly number[];
  starts: readonly number[];
  ends: readonly number[];
  /** The groups that any of the words is in. */
  groups: number;
}

const SEPARATOR = 1;
const WORD = 2;
/** A sign that is a word by itself: "ER +" is not "ER". */
const PLUS = 3;

/** What each UTF-16 unit is, 0 where nobody has asked yet. Units of a surrogate pair are looked at together. */
const kinds = new Uint8Array(0x10000);

const LETTER_OR_NUMBER = /[\p{L}\p{N}]/u;

function kindOf(unit: number): number {
  const kind = unit === 0x2b ? PLUS : LETTER_OR_NUMBER.test(String.fromCharCode(unit)) ? WORD : SEPARATOR;
  kinds[unit] = kind;
  return kind;
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;

/** Units of the letter or digit at an offset: 0 for any other character. */
export function wordUnitsAt(text: string, at: number): 0 | 1 | 2 {
  const unit = text.charCodeAt(at);
  if (isHighSurrogate(unit)) return LETTER_OR_NUMBER.test(String.fromCodePoint(text.codePointAt(at) ?? 0)) ? 2 : 0;
  return (kinds[unit] || kindOf(unit)) === WORD ? 1 : 0;
}

/** Words of running text are few and come again; beyond this number new ones are not kept and match nothing. */
const KEPT_AT_MOST = 400_000;

/** Every word met, in lower case, by its number; and the number by the word. */
const texts: string[] = [];
const numbers = new Map<string, number>();

/** Numbers of words of ASCII alone, by a hash of their letters: looked up without cutting the word out of its text. */
let table = new Int32Array(1 << 16).fill(-1);
let kept = 0;

const lowerUnit = (unit: number): number => (unit >= 0x41 && unit <= 0x5a ? unit + 32 : unit);

function isWord(number: number, text: string, start: number, end: number): boolean {
  const word = texts[number];
  if (word?.length !== end - start) return false;
  for (let i = start; i < end; i++) if (word.charCodeAt(i - start) !== lowerUnit(text.charCodeAt(i))) return false;
  return true;
}

const hashOf = (word: string): number => {
  let hash = 0;
  for (let i = 0; i < word.length; i++) hash = (Math.imul(hash, 31) + word.charCodeAt(i)) | 0;
  return hash;
};

/** Where a hash starts to look: the high bits of short words differ too little. */
const slotOf = (hash: number, slots: number): number => (Math.imul(hash, 0x9e3779b1) >>> 7) & (slots - 1);

function keep(number: number, hash: number): void {
  if (2 * (kept + 1) > table.length) {
    const old = table;
    table = new Int32Array(2 * old.length).fill(-1);
    for (const earlier of old) if (earlier >= 0) place(earlier, hashOf(texts[earlier] ?? ''));
  }
  place(number, hash);
  kept += 1;
}

function place(number: number, hash: number): void {
  let slot = slotOf(hash, table.length);
  while ((table[slot] ?? -1) >= 0) slot = (slot + 1) & (table.length - 1);
  table[slot] = number;
}

/** The number of a lower-case word; -1 where it is new and no more are kept. */
export function numberOfWord(word: string): number {
  const known = numbers.get(word);
  if (known !== undefined) return known;
  if (texts.length >= KEPT_AT_MOST) return -1;
  const number = texts.length;
  const own = detached(word);
  numbers.set(own, number);
  texts.push(own);
  return number;
}

/** The lower-case word of a number. */
export const wordOfNumber = (number: number): string => texts[number] ?? '';

/** The number of the word of ASCII letters and digits at [start, end), whose lower-case hash is known. */
function numberOfAscii(text: string, start: number, end: number, hash: number): number {
  const slots = table.length - 1;
  for (let slot = slotOf(hash, table.length); ; slot = (slot + 1) & slots) {
    const number = table[slot] ?? -1;
    if (number < 0) break;
    if (isWord(number, text, start, end)) return number;
  }
  const number = numberOfWord(text.slice(start, end).toLowerCase());
  if (number >= 0) keep(number, hash);
  return number;
}

/** The end of the word that starts at an offset, and its number. */
export interface WordAt {
  number: number;
  end: number;
}

const found: WordAt = { number: -1, end: 0 };

/** The word whose first letter or digit stands at `start`. The answer is overwritten by the next. */
export function wordAt(text: string, start: number): Readonly<WordAt> {
  let hash = 0;
  let ascii = true;
  let end = start;
  for (; end < text.length; end++) {
    const unit = text.charCodeAt(end);
    if (unit < 0x80) {
      if ((kinds[unit] || kindOf(unit)) !== WORD) break;
      hash = (Math.imul(hash, 31) + lowerUnit(unit)) | 0;
    } else {
      const units = wordUnitsAt(text, end);
      if (units === 0) break;
      ascii = false;
      end += units - 1;
    }
  }
  found.end = end;
  found.number = ascii ? numberOfAscii(text, start, end, hash) : numberOfWord(text.slice(start, end).toLowerCase());
  return found;
}

function scan(text: string): Words {
  const words = { ids: [] as number[], starts: [] as number[], ends: [] as number[], groups: 0 };
  for (let at = 0; at < text.length;) {
    const unit = text.charCodeAt(at);
    const kind = isHighSurrogate(unit) ? (wordUnitsAt(text, at) === 0 ? SEPARATOR : WORD) : kinds[unit] || kindOf(unit);
    if (kind === SEPARATOR) {
      at += 1;
      continue;
    }
    words.starts.push(at);
    let number = plus;
    if (kind === PLUS) at += 1;
    else {
      const word = wordAt(text, at);
      number = word.number;
      at = word.end;
    }
    words.ids.push(number);
    words.ends.push(at);
    if (number >= 0) words.groups |= groupsOfWord[number] ?? 0;
  }
  return words;
}

const plus = numberOfWord('+');

/** The groups that a word is in, one bit each, by its number. */
let groupsOfWord = new Int32Array(1 << 16);
let groupsMade = 0;

/** A bit for a new group of words. There are 32: groups share one, so that a bit that is set says no more than "perhaps". */
export const newGroup = (): number => 1 << (groupsMade++ & 31);

/** Puts a word into a group: a text without any word of the group need not be looked through for them. */
export function addToGroup(number: number, group: number): void {
  if (number < 0) return;
  if (number >= groupsOfWord.length) {
    const wider = new Int32Array(2 * number);
    wider.set(groupsOfWord);
    groupsOfWord = wider;
  }
  groupsOfWord[number] = (groupsOfWord[number] ?? 0) | group;
  recent.length = 0;
  oldest = 0;
}

/** The last texts looked up: several readers ask about one line, and about the line with parts of it blanked, in turn. */
const recent: { text: string; words: Words }[] = [];
const REMEMBERED = 8;
let oldest = 0;

/**
 * Words, numbers, and plus signs; hyphens, blanks and other punctuation only separate. Each word has one number in the whole
 * program, so that a line is looked up by text once and by number in every index.
 */
export function wordsOf(text: string): Words {
  for (const entry of recent) if (entry.text === text) return entry.words;
  const words = scan(text);
  recent[oldest] = { text, words };
  oldest = (oldest + 1) % REMEMBERED;
  return words;
}
