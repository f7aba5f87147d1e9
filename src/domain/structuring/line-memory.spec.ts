import { describe, expect, it } from 'vitest';
import { loadLexicons } from '../../reference-data/load-lexicons.js';
import { loadVocabulary } from '../../reference-data/load-vocabulary.js';
import { LineMemory } from './line-memory.js';
import { structure } from './structure.js';
import { structurerOf } from './structurer.js';

const result = { confidence: 1, review: [], requirement: 'hard', unread: [], negates: false } as const;

describe('the memory of lines', () => {
  it('holds a bounded number of lines, those among them that are met again', () => {
    const memory = new LineMemory();
    const kept = { ...result, review: [], unread: [] };
    memory.keep('met again', kept);
    memory.keep('met once', kept);
    for (let i = 0; i < 30_000; i++) {
      memory.keep(`line ${i}`, kept);
      if (i % 1000 === 0) expect(memory.get('met again')).toBe(kept);
    }
    expect(memory.get('met again')).toBe(kept);
    expect(memory.get('met once')).toBeUndefined();
    expect(memory.get('line 0')).toBeUndefined();
  });

  it('does not carry over what a line means in the trial it stands in', () => {
    const [vocabulary, lexicons] = [loadVocabulary(), loadLexicons()];
    const text = 'Exclusion Criteria:\n* Breast cancer\n* Pregnant women\n';
    const read = (conditions: string[]) =>
      structure({ registry: 'ctgov', id: 'X', version: '', text, fields: {}, conditions }, vocabulary, lexicons);
    const { memory } = structurerOf(vocabulary, lexicons);
    memory.forget();
    const fresh = read(['Breast Cancer']);
    memory.forget();
    const other = read(['Melanoma']);
    expect(read(['Breast Cancer'])).toEqual(fresh);
    expect(fresh.criteria).not.toEqual(other.criteria);
  });
});
