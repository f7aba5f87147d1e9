import { isBlankAt } from '../../logic/blank.js';
import { readEntity } from './entities.js';
import { meaningOf, mojibake } from './glyphs.js';
import { matchesAt } from './matches-at.js';

/**
 * A received text with its spelling cleaned: entities and markdown escapes undone, glyphs made uniform, comparators one
 * character each. Nothing is cut or reordered: unit `i` of `text` stands for the received units [from[i], to[i]).
 */
export interface CleanText {
  readonly text: string;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

class Builder {
  private parts: string[] = [];
  private from: Uint32Array;
  private to: Uint32Array;
  private length = 0;

  constructor(capacity: number) {
    this.from = new Uint32Array(capacity);
    this.to = new Uint32Array(capacity);
  }

  /** All units of `value` stand for the received units [from, to). */
  add(value: string, from: number, to: number): void {
    if (value === '') return;
    this.reserve(value.length);
    this.parts.push(value);
    for (let i = 0; i < value.length; i++) {
      this.from[this.length] = from;
      this.to[this.length++] = to;
    }
  }

  /** Each unit of `value` stands for itself, from the received offset `from` on. */
  copy(value: string, from: number): void {
    this.reserve(value.length);
    this.parts.push(value);
    for (let i = 0; i < value.length; i++) {
      this.from[this.length] = from + i;
      this.to[this.length++] = from + i + 1;
    }
  }

  done(): CleanText {
    return { text: this.parts.join(''), from: this.from.slice(0, this.length), to: this.to.slice(0, this.length) };
  }

  private reserve(more: number): void {
    if (this.length + more <= this.from.length) return;
    const grow = (old: Uint32Array): Uint32Array => {
      const wider = new Uint32Array(2 * (this.length + more));
      wider.set(old);
      return wider;
    };
    this.from = grow(this.from);
    this.to = grow(this.to);
  }
}

const plain = /[A-Za-z0-9 .,;:()/%'"\-\n]+/y;
const escapable = /[!-/:-@[-`{-~]/;

/** Undoes escapes, entities and glyph variants, one received character after the other. */
function unescaped(received: string): CleanText {
  const out = new Builder(received.length + 16);
  let commentsEnd = true;
  for (let at = 0; at < received.length;) {
    plain.lastIndex = at;
    const run = plain.exec(received);
    if (run) {
      out.copy(run[0], at);
      at += run[0].length;
      continue;
    }
    const from = at;
    if (received[at] === '\\' && escapable.test(received[at + 1] ?? '')) at += 1;
    const unit = received[at] ?? '';
    if (unit === '&') {
      const entity = readEntity(received, at);
      at = entity?.end ?? at + 1;
      out.add(meaning(entity?.value ?? '&'), from, at);
    } else if (unit === '<' && commentsEnd && received.startsWith('<!--', at)) {
      // An HTML comment separates two lists; an unclosed one is text.
      const end = received.indexOf('-->', at);
      commentsEnd = end >= 0;
      at = commentsEnd ? end + 3 : at + 1;
      out.add(commentsEnd ? '\n' : '<', from, at);
    } else if (unit === '\r') {
      at += received[at + 1] === '\n' ? 2 : 1;
      out.add('\n', from, at);
    } else {
      const broken =
        unit >= '\u00c2' && unit <= '\u00e2' ? mojibake.find(([bytes]) => received.startsWith(bytes, at)) : undefined;
      at += broken ? broken[0].length : 1;
      out.add(broken ? broken[1] : meaningOf(unit), from, at);
    }
  }
  return out.done();
}

const meaning = (value: string): string => (value.length === 1 ? meaningOf(value) : value);

// `>=`, `=<` (CTEP), `</=`, `> or =`, `>_` (an underlined sign), `10**9`; and the Symbol font's cube for a lost sign.
const composed = /[<>](?: ?\/ ?| ?or ?| )?=|= ?\/? ?[<>]|[<>]_|\*\*(?=\d)|(?<=^|\(|[A-Za-z):] )\^3 ?(?=\d)/imy;
const composedOpener = /[<>=*^]/g;

function composedMeaning(match: string): string {
  if (match === '**') return '^';
  if (match.startsWith('^3')) return '\u2265 ';
  return match.includes('<') ? '\u2264' : '\u2265';
}

/** Cleans a received text; linear in its length. */
export function cleanText(received: string): CleanText {
  const first = unescaped(received);
  const out = new Builder(first.text.length + 16);
  let done = 0;
  const keep = (end: number): void => {
    for (let i = done; i < end;) {
      // Runs whose units stand for themselves are copied at once.
      const base = first.from[i] ?? 0;
      let next = i;
      while (next < end && first.from[next] === base + (next - i) && first.to[next] === base + (next - i) + 1)
        next += 1;
      if (next > i) out.copy(first.text.slice(i, next), base);
      else {
        next = i + 1;
        out.add(first.text.slice(i, next), base, first.to[i] ?? base);
      }
      i = next;
    }
  };
  for (const match of matchesAt(first.text, composedOpener, composed)) {
    keep(match.index);
    const end = match.index + match[0].length;
    out.add(composedMeaning(match[0].toLowerCase()), first.from[match.index] ?? 0, first.to[end - 1] ?? 0);
    done = end;
  }
  keep(first.text.length);
  return out.done();
}

/** The received span of the clean units [start, end). */
export const receivedSpan = (clean: CleanText, start: number, end: number): [number, number] => [
  clean.from[start] ?? 0,
  clean.to[end - 1] ?? 0,
];

/** White space folded, as criteria show it. */
export const folded = (text: string): string => (isFolded(text) ? text : text.replace(/\s+/g, ' ').trim());

/** No white space but single blanks between other characters. */
function isFolded(text: string): boolean {
  let afterBlank = true;
  for (let at = 0; at < text.length; at++) {
    const blank = isBlankAt(text, at);
    if (blank && (afterBlank || text.charCodeAt(at) !== 0x20)) return false;
    afterBlank = blank;
  }
  return !afterBlank || text === '';
}
