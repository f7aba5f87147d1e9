import type { Marker } from './markers.js';
import { readMarker } from './markers.js';

/** A stretch of the clean text that stands as one item: units [start, end), the marker left out. */
export interface Item {
  start: number;
  end: number;
  /** Column of the marker or of the first letter. */
  indent: number;
  marker?: Marker;
  blankBefore: boolean;
  /** Offsets of bullets inside the item that stand where a comparator was. */
  lost?: number[];
}

/** The lines of a text as its line breaks cut it; empty ones only leave their mark on the next. */
export function physicalLines(text: string): Item[] {
  const items: Item[] = [];
  let blankBefore = true;
  for (let at = 0; at <= text.length;) {
    const newline = text.indexOf('\n', at);
    const lineEnd = newline < 0 ? text.length : newline;
    let start = at;
    while (start < lineEnd && text[start] === ' ') start += 1;
    let end = lineEnd;
    while (end > start && text[end - 1] === ' ') end -= 1;
    if (start === end) blankBefore = true;
    else {
      items.push(itemAt(text, start, end, start - at, blankBefore));
      blankBefore = false;
    }
    at = lineEnd + 1;
  }
  return items;
}

/** An item whose marker, if any, is read off its first characters. */
export function itemAt(text: string, start: number, end: number, indent: number, blankBefore: boolean): Item {
  const marker = readMarker(text.slice(start, Math.min(end, start + 48)));
  if (!marker) return { start, end, indent, blankBefore };
  return { start: Math.min(end, start + marker.length), end, indent, marker, blankBefore };
}

/** Whether the text is laid out for a terminal: most lines start at column 8 or beyond and none runs on. */
function isHardWrapped(items: readonly Item[]): boolean {
  const wide = items.filter((item) => item.indent >= 8).length;
  return items.length > 1 && wide >= 0.7 * items.length && items.every((item) => item.end - item.start <= 120);
}

/**
 * Joins the lines that a paragraph was wrapped into. In terminal layout every unmarked line without a blank line before it
 * continues; elsewhere only one that goes on in lower case after a long line without a full stop. The items given are used up.
 */
export function unwrapped(text: string, items: Item[]): Item[] {
  const hard = isHardWrapped(items);
  const joined: Item[] = [];
  for (const item of items) {
    const last = joined.at(-1);
    if (last && !item.blankBefore && !item.marker && continues(text, last, item, hard)) last.end = item.end;
    else joined.push(item);
  }
  return joined;
}

function continues(text: string, last: Item, item: Item, hard: boolean): boolean {
  if (hard) return item.indent > last.indent || (item.indent === last.indent && !last.marker);
  const lineStart = text.lastIndexOf('\n', last.end - 1) + 1;
  const long = last.end - Math.max(last.start, lineStart) >= 60;
  return long && /^[a-z(]/.test(text[item.start] ?? '') && !/[.;:]/.test(text[last.end - 1] ?? '');
}
