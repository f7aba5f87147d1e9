import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadLexicons } from '../../../reference-data/load-lexicons.js';
import { loadVocabulary } from '../../../reference-data/load-vocabulary.js';
import { structure } from '../../structuring/structure.js';
import type { StructuringInput } from '../../structuring/input.js';
import type { EligibilityDocument } from '../model.js';
import { amendment, keepIds } from './amendments.js';

const documentOf = (version: string, lines: string[], fields: StructuringInput['fields'] = {}): EligibilityDocument =>
  structure(
    { registry: 'ctgov', id: 'NCT00000001', version, text: lines.join('\n'), fields },
    loadVocabulary(),
    loadLexicons(),
  );

const inclusion = ['Inclusion Criteria:', ''];
const first = documentOf(
  '2026-01-01',
  [
    ...inclusion,
    '* Histologically confirmed melanoma',
    '* Absolute neutrophil count \\>= 1,500/mm3',
    '* ECOG performance status 0 or 1',
    '* Able to swallow tablets',
    '',
    'Exclusion Criteria:',
    '',
    '* Prior chemotherapy within 28 days',
    '* Pregnancy',
  ],
  { minimumAge: '18 Years' },
);
const second = documentOf(
  '2026-06-01',
  [
    ...inclusion,
    '* Written informed consent',
    '* histologically confirmed melanoma.',
    '* Absolute neutrophil count >= 1,000/mm3',
    '* ECOG performance status 0 to 2',
    '',
    'Exclusion Criteria:',
    '',
    '* Prior chemotherapy within 14 days',
    '* Pregnancy',
  ],
  { minimumAge: '16 Years' },
);

describe('An amendment', () => {
  it('tells added, removed and changed criteria, with old and new limit', () => {
    const { from, to, changes, unchanged } = amendment(first, second);
    expect({ from, to, unchanged }).toEqual({ from: '2026-01-01', to: '2026-06-01', unchanged: 2 });
    const told = changes.map((change) =>
      change.change === 'changed'
        ? [change.change, change.before.text, change.after.text, change.bounds]
        : [change.change, change.change === 'added' ? change.after.text : change.before.text],
    );
    expect(told).toEqual([
      [
        'changed',
        expect.stringContaining('18 Years'),
        expect.stringContaining('16 Years'),
        [
          {
            of: 'age',
            end: 'min',
            before: { value: 18, inclusive: true, unit: 'a' },
            after: { value: 16, inclusive: true, unit: 'a' },
          },
        ],
      ],
      ['added', 'Written informed consent'],
      [
        'changed',
        'Absolute neutrophil count \\>= 1,500/mm3',
        'Absolute neutrophil count >= 1,000/mm3',
        [
          {
            of: 'lab anc',
            end: 'min',
            before: { value: 1500, inclusive: true, unit: '/mm3' },
            after: { value: 1000, inclusive: true, unit: '/mm3' },
          },
        ],
      ],
      [
        'changed',
        'ECOG performance status 0 or 1',
        'ECOG performance status 0 to 2',
        [
          expect.objectContaining({
            of: 'performance ecog',
            end: 'max',
            before: { value: 1, inclusive: true },
            after: { value: 2, inclusive: true },
          }),
        ],
      ],
      [
        'changed',
        'Prior chemotherapy within 28 days',
        'Prior chemotherapy within 14 days',
        [
          {
            of: 'priorTherapy chemotherapy within',
            end: 'max',
            before: { value: 28, inclusive: true, unit: 'd' },
            after: { value: 14, inclusive: true, unit: 'd' },
          },
        ],
      ],
      ['removed', 'Able to swallow tablets'],
    ]);
  });

  it('marks a criterion that moved to the other section, since that turns its meaning round', () => {
    const before = documentOf('1', ['Inclusion Criteria:', '', '* Prior radiotherapy to the brain', '* Melanoma']);
    const after = documentOf('2', ['Inclusion Criteria:', '', '* Melanoma', '', 'Exclusion Criteria:', '', '* Prior radiotherapy to the brain']);
    expect(amendment(before, after).changes).toMatchObject([{ change: 'changed', moved: ['section'] }]);
  });

  it('finds nothing where only punctuation, case or order changed', () => {
    const reordered = { ...first, criteria: [...first.criteria].reverse() };
    expect(amendment(first, reordered).changes).toEqual([]);
    expect(amendment(first, first)).toMatchObject({ changes: [], unchanged: first.criteria.length });
  });

  it('is no amendment when a newer structurer reads the same words otherwise', () => {
    const unread: EligibilityDocument = {
      ...first,
      criteria: first.criteria.map((criterion) => ({ ...criterion, when: { unstructured: {} }, confidence: 0 })),
    };
    expect(amendment(unread, first).changes).toEqual([]);
  });
});

describe('Ids over versions', () => {
  const idOf = (document: EligibilityDocument, text: string) =>
    document.criteria.find((criterion) => criterion.text.toLowerCase().startsWith(text))?.id;

  it('stay with unchanged text and are never given to another', () => {
    const kept = keepIds(first, second);
    expect(idOf(kept, 'histologically')).toBe(idOf(first, 'histologically'));
    expect(idOf(kept, 'pregnancy')).toBe(idOf(first, 'pregnancy'));
    const old = new Map(first.criteria.map(({ id, text }) => [id, text.toLowerCase().slice(0, 12)]));
    for (const { id, text } of kept.criteria)
      if (old.has(id)) expect(old.get(id)).toBe(text.toLowerCase().slice(0, 12));
  });

  it('are unique and cover both documents, whatever lines come, go, move or repeat', () => {
    const line = fc.constantFrom(
      'Melanoma',
      'ECOG 0',
      'ECOG 0 or 1',
      'Pregnancy',
      'HIV infection',
      'Able to swallow tablets',
      'Hemoglobin >= 9 g/dL',
      'Hemoglobin >= 10 g/dL',
    );
    const text = fc
      .array(line, { maxLength: 8 })
      .map((lines) => ['Inclusion Criteria:', '', ...lines.map((entry) => `* ${entry}`)]);
    fc.assert(
      fc.property(text, text, (left, right) => {
        const before = documentOf('1', left);
        const after = documentOf('2', right);
        const ids = keepIds(before, after).criteria.map(({ id }) => id);
        expect(new Set(ids).size).toBe(after.criteria.length);
        const { changes, unchanged } = amendment(before, after);
        const count = (kind: string) => changes.filter(({ change }) => change === kind).length;
        expect(unchanged + count('changed') + count('removed')).toBe(before.criteria.length);
        expect(unchanged + count('changed') + count('added')).toBe(after.criteria.length);
      }),
      { numRuns: 60 },
    );
  });
});
