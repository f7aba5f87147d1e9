import { describe, expect, it } from 'vitest';
import { compact } from './compact.js';

describe('a compact text', () => {
  it.each(['', 'ANC ≥ 1.5', '\ud83d\ude00', 'lone \ud800 half', 'a≥'.repeat(5000)])('is the same text: %#', (text) => {
    expect(compact(text)).toBe(text);
  });
});
