const word = /[\p{L}\p{N}]+(?:'s)?/gu;
const plainMark = /[^\p{L}\p{N}'\s]/gu;

/** A set of words that may fill a gap between two things that belong together, with the marks that may stand there. */
export class GapWords {
  private readonly words: ReadonlySet<string>;

  /** `words` parted by blanks; `marks` the punctuation that may stand between them. */
  constructor(
    words: string,
    private readonly marks: string = '',
  ) {
    this.words = new Set(words.toLowerCase().split(/\s+/).filter(Boolean));
  }

  /** Whether a text holds nothing but these words and marks. */
  fill(text: string): boolean {
    if (text === '' || text === ' ') return true;
    plainMark.lastIndex = 0;
    for (let mark = plainMark.exec(text); mark; mark = plainMark.exec(text))
      if (!this.marks.includes(mark[0])) return false;
    word.lastIndex = 0;
    for (let match = word.exec(text); match; match = word.exec(text))
      if (!this.words.has(match[0].toLowerCase())) return false;
    return true;
  }

  /** How many other words a text holds. */
  unknown(text: string): number {
    let count = 0;
    word.lastIndex = 0;
    for (let match = word.exec(text); match; match = word.exec(text))
      if (!this.words.has(match[0].toLowerCase())) count += 1;
    return count;
  }
}

/** The end of a text behind the last of the given marks: the clause that what follows stands in. */
export function lastClause(text: string, marks: string): string {
  for (let i = text.length - 1; i >= 0; i--) if (marks.includes(text[i] ?? '')) return text.slice(i + 1);
  return text;
}
