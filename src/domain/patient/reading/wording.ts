import { label, type Concept } from '../record/element.js';
import type { Reading } from './reading.js';

/** A display without SNOMED's semantic tag: `Left breast structure (body structure)` -> `Left breast structure`. */
export function withoutTag(text: string): string {
  if (!text.endsWith(')')) return text;
  const open = text.lastIndexOf(' (');
  return open > 0 ? text.slice(0, open).trimEnd() : text;
}

/** How a body site reads to people: `Structure of lobe of lung (body structure)` -> `lobe of lung`. */
export function siteName(site: Concept): string {
  const plain = withoutTag(label(site));
  const words = plain.split(' ').filter((word) => word.toLowerCase() !== 'structure');
  if (words.length === plain.split(' ').length) return plain;
  if (words[0]?.toLowerCase() === 'of') words.shift();
  return words.join(' ');
}

/** The name of a concept in words where it has some, else what a table of the lexicon calls its code, else the code. */
export function nameOf(read: Concept, table: string, reading: Reading): string {
  if (hasWords(read)) return table === 'metastasisSite' ? siteName(read) : withoutTag(label(read));
  return reading.codes.value(table, read) ?? read.codings[0]?.code ?? label(read);
}

/** Whether a CodeableConcept names the thing in words, rather than by a bare code. */
export const hasWords = (read: Concept): boolean =>
  read.text !== undefined || read.codings.some((one) => one.display !== undefined);
