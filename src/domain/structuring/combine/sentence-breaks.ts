// A semicolon, or a full stop that ends a word of more than one letter or stands before a blank.
const BREAK = /;|\.(?=\s|$)|(?<=\s)(?:NOTE|Note)(?=\s?:)/gu;
const ABBREVIATION = /(?:^|[\s(])(?:e\.g|i\.e|eg|ie|vs|approx|incl|etc|no|v|ver|dr|st)$/iu;

/** Where sentences end in [from, to): offset of each mark. */
export function* breaksIn(text: string, from = 0, to = text.length): Generator<{ at: number; length: number }> {
  for (const match of text.slice(from, to).matchAll(BREAK)) {
    const at = from + match.index;
    if (match[0] === '.' && ABBREVIATION.test(text.slice(Math.max(0, at - 8), at))) continue;
    yield { at, length: match[0].length };
  }
}
