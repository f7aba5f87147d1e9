import { describe, expect, it } from 'vitest';
import { matchesAt } from './matches-at.js';

describe('matches of a pattern that begin with a known character', () => {
  it('are those that a global search finds', () => {
    const pattern = '(?<![A-Z])\\d+(?:\\.\\d+)?|(?<=x)\\.\\d';
    for (const text of ['', 'a', '1', 'A12 3.5.7', 'x.5 .5 T790M 12.', '1.2.3.4 5', 'ends in 7']) {
      const all = [...text.matchAll(new RegExp(pattern, 'g'))];
      const found = [...matchesAt(text, /[.\d]/g, new RegExp(pattern, 'y'))];
      expect(found.map((m) => [m.index, m[0]])).toEqual(all.map((m) => [m.index, m[0]]));
    }
  });
});
