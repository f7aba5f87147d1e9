import { describe, expect, it } from 'vitest';
import { all, any, atLeast, ifThenElse, not, type Truth } from './truth.js';

const values: Truth[] = ['true', 'false', 'unknown'];

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

  it('counts members for atLeast and decides only what the unknown ones cannot change', () => {
    expect(atLeast(2, ['true', 'true', 'unknown'])).toBe('true');
    expect(atLeast(2, ['true', 'false', 'unknown'])).toBe('unknown');
    expect(atLeast(2, ['true', 'false', 'false'])).toBe('false');
    expect(atLeast(0, [])).toBe('true');
  });

  it('lets an unknown condition decide only where both branches agree', () => {
    expect(ifThenElse('unknown', 'false', 'false')).toBe('false');
    expect(ifThenElse('unknown', 'true')).toBe('true');
    expect(ifThenElse('unknown', 'false')).toBe('unknown');
    expect(ifThenElse('true', 'false', 'true')).toBe('false');
    expect(ifThenElse('false', 'false')).toBe('true');
  });
});
