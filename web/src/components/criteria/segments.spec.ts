import { describe, expect, it } from 'vitest';
import { segmentsOf } from './segments.js';

describe('cutting a text into criteria', () => {
  const text = 'Adults over 18. No metastases.';

  it('keeps every character once, in order', () => {
    const segments = segmentsOf(text, [
      { key: 'i1', outcome: 'PASS', span: { start: 0, end: 15 } },
      { key: 'e1', outcome: 'FAIL', span: { start: 16, end: 30 } },
    ]);
    expect(segments.map((segment) => segment.text).join('')).toBe(text);
    expect(segments.map(({ key }) => key)).toEqual(['i1', undefined, 'e1']);
  });

  it('gives overlapping characters to the shorter span and says once where each begins', () => {
    const segments = segmentsOf(text, [
      { key: 'all', outcome: 'UNKNOWN', span: { start: 0, end: 30 } },
      { key: 'e1', outcome: 'FAIL', span: { start: 16, end: 29 } },
    ]);
    expect(segments.map(({ key, first }) => [key, first])).toEqual([
      ['all', true],
      ['e1', true],
      ['all', false],
    ]);
  });

  it('leaves out spans that do not lie in the text', () => {
    expect(segmentsOf(text, [{ key: 'x', outcome: 'PASS', span: { start: 5, end: 900 } }])).toEqual([{ text }]);
  });
});
