import type { StructuringInput } from '../input.js';
import type { CleanText } from '../text/clean-text.js';
import { cleanText } from '../text/clean-text.js';
import type { HeadingWords } from './heading-words.js';
import type { OutlineLine } from './outline.js';
import { outline } from './outline.js';

/** The clean units of a slice of a received text that starts at `offset`. */
function shifted(clean: CleanText, offset: number): CleanText {
  if (offset === 0) return clean;
  return { text: clean.text, from: clean.from.map((at) => at + offset), to: clean.to.map((at) => at + offset) };
}

/**
 * The lines of a trial's eligibility text, in order. Their spans never overlap, and what lies between them is white space,
 * list marks and characters without meaning: the text is partitioned. Where the registry already split it, its items
 * are taken as they are.
 */
export function segment(input: Pick<StructuringInput, 'text' | 'items'>, words: HeadingWords): OutlineLine[] {
  if (!input.items) return outline(cleanText(input.text), words);
  const lines = input.items.flatMap(({ section, span: [start, end] }) =>
    outline(shifted(cleanText(input.text.slice(start, end)), start), words, section),
  );
  lines.forEach((line, index) => {
    line.index = index;
  });
  return lines;
}
