import { describe, expect, it } from 'vitest';
import { loadVocabulary } from './load-vocabulary.js';
import { vocabularyManifest } from './vocabulary-version.js';

describe('the vocabulary as shipped', () => {
  const vocabulary = loadVocabulary();

  it('is built once', () => {
    expect(loadVocabulary()).toBe(vocabulary);
    expect(vocabulary.drugs).toBe(vocabulary.drugs);
  });

  it('names the state of its files', () => {
    expect(vocabulary.version).toMatch(/^[0-9a-f]{12}$/);
    expect(vocabularyManifest().map((file) => file.path)).toContain('criteria/lexicon/drugs.yaml');
  });

  it('maps a coded lab, drug, condition and gene', () => {
    const one = (system: string, code: string) => [{ system, code }];
    expect(vocabulary.analytes.fromCodings(one('http://loinc.org', '718-7'))).toMatchObject({ concept: 'hemoglobin' });
    expect(
      vocabulary.drugs.fromCodings([{ display: '10 ML doxorubicin hydrochloride 2 MG/ML Injection' }]),
    ).toMatchObject({ concept: [{ agent: 'doxorubicin' }] });
    expect(vocabulary.conditions.fromCodings(one('http://hl7.org/fhir/sid/icd-10-cm', 'I50.22'))).toMatchObject({
      concept: { code: 'heart-failure' },
    });
    expect(vocabulary.genes.resolve('HER2/neu')).toMatchObject({ concept: 'ERBB2' });
  });
});
