import { describe, expect, it } from 'vitest';
import { loadLexicons } from '../../../reference-data/load-lexicons.js';
import { loadVocabulary } from '../../../reference-data/load-vocabulary.js';
import { structure } from '../structure.js';

const structured = (text: string, conditions: string[]) =>
  structure(
    { registry: 'ctgov', id: 'NCT00000000', version: '1', text, fields: { minimumAge: '18 Years' }, conditions },
    loadVocabulary(),
    loadLexicons(),
  ).criteria;

describe('registered conditions', () => {
  it('stand in where the text names no cancer, too unsure to exclude anybody', () => {
    const criteria = structured('Inclusion Criteria:\n\n* Able to read', ['NSCLC', 'Hypertension']);
    expect(criteria.find((criterion) => criterion.text.startsWith('Conditions:'))).toMatchObject({
      id: 'r2',
      section: 'registry',
      basis: 'coded',
      confidence: 0.75,
      when: { cancer: { anyOf: ['NSCLC'] } },
    });
  });

  it('are not needed where the text states the cancer', () => {
    const criteria = structured('Inclusion Criteria:\n\n* Histologically confirmed non-small cell lung cancer', [
      'Lung',
    ]);
    expect(criteria.some((criterion) => criterion.text.startsWith('Conditions:'))).toBe(false);
  });

  it('say nothing where no condition is a cancer', () => {
    expect(structured('Inclusion Criteria:\n\n* Able to read', ['Hypertension'])).toHaveLength(2);
  });
});
