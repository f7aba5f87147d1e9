import { describe, expect, it } from 'vitest';
import { loadLexicons } from '../../../reference-data/load-lexicons.js';
import { loadVocabulary } from '../../../reference-data/load-vocabulary.js';
import { structure } from '../structure.js';

const vocabulary = loadVocabulary();
const lexicons = loadLexicons();

/** The one exclusion criterion of a line. */
function read(line: string) {
  const text = `Exclusion Criteria:\n\n* ${line}`;
  const { criteria } = structure(
    { registry: 'ctgov', id: 'NCT00000000', version: '', text, fields: {} },
    vocabulary,
    lexicons,
  );
  expect(criteria).toHaveLength(1);
  return criteria[0]!;
}

describe('qualifications in words that no record answers', () => {
  it('narrow the condition that they follow', () => {
    const { when, confidence } = read('Ascites that requires paracentesis more frequently than every 21 days');
    expect(when).toEqual({
      condition: {
        anyOf: ['ascites'],
        restriction: 'that requires paracentesis more frequently than every 21 days',
      },
    });
    expect(confidence).toBeGreaterThanOrEqual(0.8);
  });

  it('tell more of a condition, but nothing of the time of a treatment', () => {
    expect(read('Syncope of cardiovascular etiology').when).toEqual({
      condition: { anyOf: ['syncope'], restriction: 'of cardiovascular etiology' },
    });
    expect(read('Alemtuzumab within 8 weeks of hospital admission').confidence).toBeLessThan(0.8);
    expect(read('Asthma of any kind').when).toEqual({ condition: { anyOf: ['asthma'] } });
  });

  it('narrow by a word that the lexicon knows, none that makes something else of it', () => {
    expect(read('Inherited liver disease').when).toEqual({
      condition: { anyOf: ['liver-disease'], restriction: 'Inherited' },
    });
    expect(read('Risk factors for torsades de pointes').confidence).toBeLessThan(0.8);
  });

  it('narrow the condition or treatment that they stand before', () => {
    expect(read('Transmural myocardial infarction within 6 months').when).toEqual({
      condition: {
        anyOf: ['myocardial-infarction'],
        within: { value: 6, unit: 'mo' },
        restriction: 'Transmural',
      },
    });
    expect(read('Moderate to severe ascites').when).toEqual({
      condition: { anyOf: ['ascites'], restriction: 'Moderate to severe' },
    });
  });

  it('may be meant of every member of a list before them', () => {
    expect(read('Unstable angina or congestive heart failure requiring hospitalization').when).toEqual({
      condition: { anyOf: ['unstable-angina', 'heart-failure'], restriction: 'requiring hospitalization' },
    });
  });

  it('stand for the first member of the list that they open', () => {
    expect(JSON.stringify(read('Transmural myocardial infarction, ascites or stroke').when)).toContain(
      '{"condition":{"anyOf":["ascites","stroke"]}}',
    );
  });

  it('are none where they widen, question or belong to another word', () => {
    for (const line of [
      'Suspected ascites',
      'Neuropsychiatric disease, autoimmune disease',
      'Ascites that does not require paracentesis unless stable',
    ])
      expect(JSON.stringify(read(line).when)).not.toContain('restriction');
  });

  it('leave a washout to the readers', () => {
    const { when, confidence } = read('Chemotherapy in the zorb setting 3 weeks ago');
    expect(JSON.stringify(when)).not.toContain('restriction');
    expect(confidence).toBeLessThan(0.8);
  });

  it('are none where they only name what follows from it', () => {
    expect(read('History of arrhythmia requiring an implantable cardiac defibrillator').when).toEqual({
      all: [{ condition: { anyOf: ['arrhythmia'], is: 'history' } }, { condition: { anyOf: ['pacemaker'] } }],
    });
  });
});

describe('a time behind a list', () => {
  it('is meant of each member', () => {
    const { when } = read('Chemotherapy, stereotactic brain radiation or radiotherapy within 2 weeks');
    expect(JSON.stringify(when).match(/"within":\{"value":2,"unit":"wk"\}/gu)).toHaveLength(3);
  });

  it('is not meant of what may have been at any time', () => {
    const { when } = read('History of stroke, or a myocardial infarction within 6 months');
    expect(JSON.stringify(when).match(/"within"/gu)).toHaveLength(1);
  });
});
