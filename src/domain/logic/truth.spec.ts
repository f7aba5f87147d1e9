import { describe, expect, it } from 'vitest';
import { all, any, atLeast, ifThenElse, not, type Truth } from './truth.js';

const values: Truth[] = ['true', 'false', 'unknown'];

/** Every list of so many truths. */
function lists(length: number): Truth[][] {
  if (length === 0) return [[]];
  return lists(length - 1).flatMap((rest) => values.map((value) => [...rest, value]));
}

/** Every way in which the unknown members of a list can turn out. */
function completions([first, ...rest]: readonly Truth[]): boolean[][] {
  if (first === undefined) return [[]];
  const heads = first === 'unknown' ? [true, false] : [first === 'true'];
  return completions(rest).flatMap((tail) => heads.map((head) => [head, ...tail]));
}

/** What a two-valued operator says where all completions agree, and `unknown` where they do not. */
function supervalued(members: readonly Truth[], operator: (members: boolean[]) => boolean): Truth {
  const outcomes = new Set(completions(members).map(operator));
  if (outcomes.size > 1) return 'unknown';
  return outcomes.has(true) ? 'true' : 'false';
}

describe("Kleene's three-valued logic", () => {
  it('negates true and false and keeps unknown', () => {
    expect(values.map(not)).toEqual(['false', 'true', 'unknown']);
  });

  it('gives the conjunction and disjunction tables of Kleene', () => {
    const table = (op: (m: Truth[]) => Truth) => values.map((a) => values.map((b) => op([a, b])));
    expect(table(all)).toEqual([
      ['true', 'false', 'unknown'],
      ['false', 'false', 'false'],
      ['unknown', 'false', 'unknown'],
    ]);
    expect(table(any)).toEqual([
      ['true', 'true', 'true'],
      ['true', 'false', 'unknown'],
      ['true', 'unknown', 'unknown'],
    ]);
  });

  it('decides a conjunction or disjunction of up to four members exactly where the unknown ones cannot change it', () => {
    for (const members of [0, 1, 2, 3, 4].flatMap(lists)) {
      expect(all(members)).toBe(supervalued(members, (known) => known.every(Boolean)));
      expect(any(members)).toBe(supervalued(members, (known) => known.some(Boolean)));
    }
  });

  it('counts up to four members, for every number asked for, where the unknown ones cannot change the count', () => {
    for (const members of [0, 1, 2, 3, 4].flatMap(lists))
      for (const n of [0, 1, 2, 3, 4, 5])
        expect(atLeast(n, members)).toBe(supervalued(members, (known) => known.filter(Boolean).length >= n));
  });

  it('gives all 27 rows of if-then-else, and the nine without an else', () => {
    for (const members of lists(3)) {
      const [condition = 'unknown', then = 'unknown', otherwise = 'unknown'] = members;
      expect(ifThenElse(condition, then, otherwise)).toBe(supervalued(members, ([c, t, e]) => (c ? t : e) ?? false));
    }
    for (const members of lists(2)) {
      const [condition = 'unknown', then = 'unknown'] = members;
      expect(ifThenElse(condition, then)).toBe(supervalued(members, ([c, t]) => (c ? (t ?? false) : true)));
    }
  });
});
