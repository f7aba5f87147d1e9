import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor, pageSize, slice } from './cursor.js';

const items = ['a', 'b', 'c', 'd', 'e'];
const self = (item: string) => item;

describe('cursor pages', () => {
  it('walks a list once, in order, whatever the page size', () => {
    for (const size of [1, 2, 3, 5, 9]) {
      const seen: string[] = [];
      let after: string | undefined;
      for (let more = true; more;) {
        const { edges, hasNextPage } = slice(items, self, size, after);
        seen.push(...edges.map((edge) => edge.node));
        after = edges.at(-1)?.cursor;
        more = hasNextPage;
      }
      expect(seen).toEqual(items);
    }
  });

  it('keeps any key through a cursor', () => {
    expect(decodeCursor(encodeCursor('ctgov:NCT1 ü'))).toBe('ctgov:NCT1 ü');
  });

  it('refuses a cursor that is none, one of another list, and page sizes out of bounds', () => {
    expect(() => slice(items, self, 2, '%%%')).toThrow(/cursor/);
    expect(() => slice(items, self, 2, encodeCursor('z'))).toThrow(/changed/);
    expect(() => pageSize(0)).toThrow(/between 1 and 200/);
    expect(() => pageSize(99_999_999)).toThrow(/between 1 and 200/);
    expect(() => pageSize(2.5)).toThrow(/between/);
  });
});
