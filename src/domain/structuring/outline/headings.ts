import type { HeadingWords, ListSection } from './heading-words.js';
import type { ScopeName } from './scope-names.js';
import { findScopes, onlyWords } from './scope-names.js';

/** A heading that opens a list: where its words end, and what it says about the list. */
export interface Heading {
  section: ListSection;
  scopes: ScopeName[];
  /** Characters of the heading; the rest of the line, if any, is content. */
  length: number;
}

const longest = 160;

/**
 * Reads a line as the heading of an inclusion or exclusion list. A heading names the list and holds nothing but words
 * that go with it; "patients who meet all inclusion criteria of another study" is none.
 */
export function readHeading(text: string, words: HeadingWords): Heading | undefined {
  const colon = text.indexOf(':');
  const head = colon >= 0 && colon < longest ? text.slice(0, colon + 1) : text;
  const found = headingOf(head, words) ?? (head !== text ? headingOf(text, words) : undefined);
  if (found) return found;
  return leadIn(text, words);
}

function headingOf(head: string, words: HeadingWords): Heading | undefined {
  if (head.length > longest || /[.!?;]\s*\S/.test(head.replace(/^\W*(?:\d+\.)+\d*/, ''))) return undefined;
  const mentions = words.sections.find(head);
  const first = mentions[0];
  if (!first) return undefined;
  // "Inclusion and exclusion criteria" names both: the text that follows starts with what is included.
  const section = mentions.some((m) => m.value === 'inclusion') ? 'inclusion' : first.value;
  const scopes = findScopes(head, words);
  if (!onlyWords(head, [...mentions, ...scopes], words.words)) return undefined;
  const seen = new Map(scopes.flatMap((m) => m.scopes).map((s) => [s.id, s]));
  return { section, scopes: [...seen.values()], length: head.length };
}

/** A sentence that opens a list ("Patients will be excluded if they have any of the following:"). */
function leadIn(text: string, words: HeadingWords): Heading | undefined {
  if (text.length > 220 || !/:\s*$/.test(text)) return undefined;
  const mention = words.leadIns.find(text)[0];
  return mention ? { section: mention.value, scopes: [], length: text.length } : undefined;
}
