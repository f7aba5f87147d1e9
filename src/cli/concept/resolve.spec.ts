import { describe, expect, it } from 'vitest';
import { loadVocabulary } from '../../reference-data/load-vocabulary.js';
import { readQuery, resolveConcept } from './resolve.js';

describe('eligo concept', () => {
  it('tells a coding from a text with a bar in it', () => {
    expect(readQuery('http://snomed.info/sct|254837009')).toEqual({
      coding: { system: 'http://snomed.info/sct', code: '254837009' },
    });
    expect(readQuery('icd10cm|C50.9|Malignant neoplasm of breast')).toEqual({
      coding: { system: 'icd10cm', code: 'C50.9', display: 'Malignant neoplasm of breast' },
    });
    expect(readQuery('breast cancer | stage IV')).toEqual({ text: 'breast cancer | stage IV' });
  });

  it('answers every kind with code, route and confidence, or says why not', () => {
    const vocabulary = loadVocabulary();
    const one = (kind: Parameters<typeof resolveConcept>[1], line: string) =>
      resolveConcept(vocabulary, kind, readQuery(line));
    expect(one('cancer', 'NSCLC')).toMatchObject({
      code: 'NSCLC',
      system: 'oncotree',
      route: 'text',
      confidence: 0.95,
    });
    expect(one('cancer', 'http://snomed.info/sct|254837009')).toMatchObject({ code: 'BRCA', route: 'snomed' });
    expect(one('cancer', 'asthma')).toEqual({ unmapped: 'asthma', why: 'no cancer named' });
    expect(one('gene', 'HER2')).toMatchObject({ code: 'ERBB2', route: expect.any(String) });
    expect(one('drug', 'pembrolizumab')).toMatchObject({ code: 'pembrolizumab', confidence: expect.any(Number) });
    expect(one('condition', 'diabetes')).toMatchObject({ system: 'condition' });
    expect(one('analyte', 'hemoglobin')).toMatchObject({ code: 'hemoglobin', unit: 'g/dL' });
  });
});
