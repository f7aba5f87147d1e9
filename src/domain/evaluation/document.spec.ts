import { describe, expect, it } from 'vitest';
import { loadVocabulary } from '../../reference-data/load-vocabulary.js';
import type { Criterion, EligibilityDocument } from '../criteria/model.js';
import type { Fact, Profile } from '../patient/profile.js';
import type { Analyte, Vocabulary } from '../vocabulary/vocabulary.js';
import { compileDocument, evaluateDocument } from './document.js';
import { patientContext } from './patient-context.js';

const vocabulary = loadVocabulary();

const criterion = (over: Partial<Criterion> & Pick<Criterion, 'when'>): Criterion => ({
  id: 'i1',
  section: 'inclusion',
  scope: 'all',
  text: 'text',
  requirement: 'hard',
  basis: 'parsed',
  confidence: 0.95,
  ...over,
});

const document = (...criteria: Criterion[]): EligibilityDocument => ({
  eligo: 1,
  trial: { registry: 'ctgov', id: 'NCT00000000', version: '2025-03-01' },
  by: { structurer: '1.0.0' },
  criteria,
});

const profile = (facts: Fact[], over: Partial<Profile> = {}): Profile => ({
  patient: 'p1',
  facts,
  unmapped: [],
  ...over,
});

function judge(when: Partial<Criterion> & Pick<Criterion, 'when'>, patient: Profile, words: Vocabulary = vocabulary) {
  const compiled = compileDocument(document(criterion(when)), words);
  const [result] = evaluateDocument(compiled, patientContext(patient, { asOf: '2026-11-23', vocabulary: words }));
  if (!result) throw new Error('no result');
  return result;
}

const source = (resource: string) => ({ resource, path: 'Observation.valueQuantity' });

describe('the worked example of the specification', () => {
  const i7: Pick<Criterion, 'when'> = {
    when: {
      if: { condition: { anyOf: ['gilbert-syndrome'] } },
      then: { lab: { analyte: 'bilirubin', max: { value: 3, inclusive: true }, unit: '{ULN}' } },
      else: { lab: { analyte: 'bilirubin', max: { value: 1.5, inclusive: true }, unit: '{ULN}' } },
    },
  };
  const e2: Partial<Criterion> & Pick<Criterion, 'when'> = {
    section: 'exclusion',
    confidence: 0.97,
    when: { priorTherapy: { classes: ['antiPd1'], within: { value: 28, unit: 'd' } } },
  };
  const bilirubin: Fact = {
    kind: 'lab',
    analyte: 'bilirubin',
    value: 1.4,
    unit: 'mg/dL',
    date: '2026-11-20',
    source: source('Observation/b'),
  };

  it('cannot compare bilirubin with an upper limit that nobody reported', () => {
    const withoutRange: Vocabulary = {
      ...vocabulary,
      analytes: {
        ...vocabulary.analytes,
        get: (id): Analyte | undefined => {
          const { reference: _reference, ...analyte } = vocabulary.analytes.get(id) ?? {
            id,
            name: id,
            unit: '',
            loinc: [],
          };
          return analyte;
        },
      },
    };
    expect(judge(i7, profile([bilirubin]), withoutRange)).toMatchObject({ outcome: 'UNKNOWN', reason: 'incomparable' });
  });

  it('names the default reference range in the evidence where it had to be used', () => {
    const result = judge(i7, profile([bilirubin]));
    expect(result.outcome).toBe('PASS');
    expect(result.evidence).toHaveLength(1);
    expect(result.evidence[0]).toMatchObject({ resource: 'Observation/b', date: '2026-11-20' });
    expect(result.evidence[0]?.note).toContain('no reference range reported; default upper limit 1 mg/dL');
  });

  it('excludes until 28 days after the latest day that a dose of unknown day can have been given', () => {
    const pembrolizumab: Fact = {
      kind: 'therapy',
      agents: ['pembrolizumab'],
      classes: [],
      modality: 'immunotherapy',
      date: '2026-11',
      source: source('MedicationAdministration/p'),
    };
    for (const dates of [{ date: '2026-11' }, { start: '2026-11' }, { start: '2026-11', end: '2026-11' }]) {
      const { date: _date, ...therapy } = pembrolizumab;
      expect(judge(e2, profile([{ ...therapy, ...dates }]))).toMatchObject({
        outcome: 'FAIL',
        recoverable: true,
        eligibleFrom: '2026-12-28',
        evidence: [{ resource: 'MedicationAdministration/p', date: '2026-11' }],
      });
    }
  });
});

describe('the outcome of a criterion', () => {
  const young = profile([], { birthDate: '2010-01-01' });
  const adult = { age: { min: { value: 18, inclusive: true }, unit: 'a' as const } };

  it('is turned by the section', () => {
    expect(judge({ when: adult }, young).outcome).toBe('FAIL');
    expect(judge({ when: adult, section: 'exclusion' }, young).outcome).toBe('PASS');
  });

  it('never fails on a reading that is not sure, nor on what is only soft or informational', () => {
    for (const over of [
      { confidence: 0.79 },
      { requirement: 'soft' as const },
      { requirement: 'informational' as const },
    ])
      expect(judge({ when: adult, ...over }, young)).toMatchObject({ outcome: 'UNKNOWN', reason: 'lowConfidence' });
  });

  it('names the day on which a patient comes of age', () => {
    expect(judge({ when: adult }, young)).toMatchObject({ recoverable: true, eligibleFrom: '2028-01-01' });
  });
});
