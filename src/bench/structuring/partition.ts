/**
 * What is wrong with a segmentation as a partition of its text: spans that overlap or run out of it, and characters with a
 * meaning (letters, and digits that are no list number) that no line holds.
 */
export function partitionFaults(text: string, spans: readonly (readonly [number, number])[]): string[] {
  const faults: string[] = [];
  let done = 0;
  const separator = (from: number, to: number): void => {
    const lost = lostIn(text.slice(from, to));
    if (lost) faults.push(`lost ${JSON.stringify(text.slice(from, to))}: ${lost}`);
  };
  for (const [start, end] of spans) {
    if (start < done || end <= start || end > text.length) faults.push(`span [${start}, ${end}) after ${done}`);
    separator(done, start);
    done = Math.max(done, end);
  }
  separator(done, text.length);
  return faults;
}

/** What separates lines: entities, list marks (numbers, letters, a typed bullet), and what is no letter or digit. */
const separatorMarks = [
  /&(?:amp;){0,8}#?\w{1,8};/gu,
  /[A-Za-z]?\.?\d{1,3}(?:\.\d{1,2}){0,4}/gu,
  /[ivxIVX]{2,5}[.)\]]|[A-Za-z][.)\]]/gu,
  /\bo\b/gu,
  /[^\p{L}\p{N}]/gu,
];

/** HTML comments separate lists; an unclosed one is text. */
function withoutComments(text: string): string {
  const parts = text.split('<!--');
  return parts
    .map((part, i) => (i === 0 ? part : part.includes('-->') ? part.slice(part.indexOf('-->') + 3) : part))
    .join('');
}

function lostIn(gap: string): string | undefined {
  const rest = separatorMarks.reduce((text, mark) => text.replace(mark, ''), withoutComments(gap));
  return rest === '' ? undefined : rest;
}
