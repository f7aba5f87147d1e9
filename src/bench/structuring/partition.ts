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

/** White space, list marks (bullets, numbers, letters with their punctuation), comments, and invisible characters. */
const separatorMark =
  /&(?:amp;)*#?\w{1,8};|[([]?#?[A-Za-z]?\.?\d{1,3}(?:\.\d{1,2}){0,4}[.)\]:]*|[([]?[A-Za-z]\d{0,2}[.)\]]|[([]?[ivxIVX]{2,5}[.)\]]|\bo\b|[^\p{L}\p{N}]/gu;

/** HTML comments separate lists; an unclosed one is text. */
function withoutComments(text: string): string {
  const parts = text.split('<!--');
  return parts
    .map((part, i) => (i === 0 ? part : part.includes('-->') ? part.slice(part.indexOf('-->') + 3) : part))
    .join('');
}

function lostIn(gap: string): string | undefined {
  const rest = withoutComments(gap).replace(separatorMark, '');
  return rest === '' ? undefined : rest;
}
