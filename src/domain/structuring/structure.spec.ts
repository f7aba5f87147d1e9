import { describe, expect, it } from 'vitest';
import { emptyVocabulary } from '../../../test/support/empty-vocabulary.js';
import { loadLexicons } from '../../reference-data/load-lexicons.js';
import type { StructuringInput } from './input.js';
import { structure } from './structure.js';

const input = (text: string, fields: StructuringInput['fields'] = {}): StructuringInput => ({
  registry: 'ctgov',
  id: 'NCT00000000',
  version: '2025-03-01',
  text,
  fields,
});
const read = (text: string, fields?: StructuringInput['fields']) =>
  structure(input(text, fields), emptyVocabulary, loadLexicons());

describe('structure', () => {
  it('gives every line a criterion whose text is its span', () => {
    const text = 'Inclusion Criteria:\n\n* Zorbs \\> 3\n* Blue\n\nExclusion Criteria:\n\n1. Green\n2. Red';
    const document = read(text);
    expect(document.criteria.map((c) => [c.id, c.section, c.text])).toEqual([
      ['i1', 'inclusion', 'Zorbs \\> 3'],
      ['i2', 'inclusion', 'Blue'],
      ['e1', 'exclusion', 'Green'],
      ['e2', 'exclusion', 'Red'],
    ]);
    for (const { span, text: shown } of document.criteria) expect(text.slice(...(span ?? [0, 0]))).toBe(shown);
  });

  it('reads registry ages and sex, and takes 99 years and an absent field as no limit', () => {
    expect(
      read('', { minimumAge: '18 Years', maximumAge: '75 Years', sex: 'female' }).criteria.map((c) => c.when),
    ).toEqual([
      { age: { min: { value: 18, inclusive: true }, unit: 'a' } },
      { age: { max: { value: 75, inclusive: true }, unit: 'a' } },
      { sex: { is: 'female' } },
    ]);
    expect(
      read('', { minimumAge: '30 Days', maximumAge: '120 Years', sex: 'all' }).criteria.map((c) => c.when),
    ).toEqual([{ age: { min: { value: 30, inclusive: true }, unit: 'd' } }]);
    expect(read('', {}).criteria).toEqual([]);
  });

  it('takes lines that introduce a list or name a subject for no criteria, and keeps what asks something', () => {
    const document = read(
      'Inclusion Criteria:\n\n* Adequate organ function, defined by the following laboratory results obtained within 14 days:\n* Prior/Concomitant Therapy\n* Zorb function:\n\n  * Blue\n* Adequate zorb',
    );
    expect(document.criteria.map((c) => c.text)).toEqual(['Blue', 'Adequate zorb']);
  });

  it('binds the lists of cohorts and phases to their scopes', () => {
    const document = read(
      'Inclusion Criteria:\n\n* Everyone\n* Cohort A:\n\n  * Blue\n* Cohort B only: Green\n\nExclusion Criteria:\n\n* Red (Cohorts A and B)',
    );
    expect(document.scopes?.map((s) => s.id)).toEqual(['cohort-a', 'cohort-b']);
    expect(document.criteria.map((c) => [c.id, c.scope])).toEqual([
      ['i1', 'all'],
      ['i2', 'cohort-a'],
      ['i3', 'cohort-b'],
      ['e1', 'cohort-a'],
      ['e2', 'cohort-b'],
    ]);
  });
});
