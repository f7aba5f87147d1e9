/** Shorter words differ from their neighbours by too little to tell a slip from another name. */
const SHORTEST = 7;

const isPlainWord = (name: string): boolean => name.length >= SHORTEST && /^\p{L}+$/u.test(name);

/** Names that a misspelt word may stand for, ready for many lookups. */
export class NearestName<V> {
  private readonly byLength = new Map<number, [name: string, value: V][]>();

  constructor(names: Iterable<readonly [name: string, value: V]>) {
    for (const [name, value] of names) {
      const word = name.toLowerCase();
      if (!isPlainWord(word)) continue;
      const same = this.byLength.get(word.length);
      if (same) same.push([word, value]);
      else this.byLength.set(word.length, [[word, value]]);
    }
  }

  /**
   * The value of the one name within one slip of the word (two slips from twelve letters on): a letter missing, added,
   * changed, or two neighbours swapped. The first letter must be right. Undefined where several values are equally near.
   */
  find(text: string): V | undefined {
    const word = text.trim().toLowerCase();
    if (!isPlainWord(word)) return undefined;
    const most = word.length >= 12 ? 2 : 1;
    for (let slips = 1; slips <= most; slips++) {
      const near = new Set<V>();
      for (let length = word.length - slips; length <= word.length + slips; length++)
        for (const [name, value] of this.byLength.get(length) ?? [])
          if (name[0] === word[0] && slipsBetween(word, name, slips) <= slips) near.add(value);
      if (near.size > 0) return near.size === 1 ? [...near][0] : undefined;
    }
    return undefined;
  }
}

/** Optimal string alignment distance (Damerau 1964, without repeated edits); gives up above `most`. */
function slipsBetween(a: string, b: string, most: number): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    if (Math.min(...row) > most) return most + 1;
    before = last;
    last = row;
  }
  return last[b.length] ?? most + 1;
}
