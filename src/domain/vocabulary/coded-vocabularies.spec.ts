import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadVocabulary } from '../../reference-data/load-vocabulary.js';
import type { Coding, MappingResult } from './vocabulary.js';

const { analytes, conditions, drugs, markers } = loadVocabulary();
const ICD = 'http://hl7.org/fhir/sid/icd-10-cm';
const LOINC = 'http://loinc.org';

const condition = (codings: Coding[], text?: string) => {
  const result = conditions.fromCodings(codings, text);
  return 'concept' in result ? result.concept.code : result.why;
};
const analyte = (codings: Coding[], text?: string) => {
  const result = analytes.fromCodings(codings, text);
  return 'concept' in result ? result.concept : result.why;
};

describe('conditions', () => {
  it.each([
    ['I50.22', 'heart-failure'],
    ['I5022', 'heart-failure'],
    ['E80.4', 'gilbert-syndrome'],
    ['J84.10', 'pulmonary-fibrosis'],
    ['B18.1', 'hepatitis-b'],
    ['E11.9', 'type-2-diabetes'],
    ['I48.91', 'atrial-fibrillation'],
    ['Z94.0', 'kidney-transplant'],
    ['D89.811', 'gvhd'],
  ])('ICD-10-CM %s is %s', (code, id) => {
    expect(condition([{ system: ICD, code }])).toBe(id);
  });

  it('take the finer of two agreeing codes', () => {
    const codings = [
      { system: ICD, code: 'I49.9' },
      { system: ICD, code: 'I48.0' },
    ];
    expect(condition(codings)).toBe('atrial-fibrillation');
    expect(condition(codings.toReversed())).toBe('atrial-fibrillation');
  });

  it('call disagreeing codes a conflict', () => {
    expect(condition([{ system: ICD, code: 'I50.9' }, { system: ICD, code: 'E80.4' }])).toMatch(/^conflict/); // prettier-ignore
  });

  it('know what is a kind of what', () => {
    expect(conditions.isA('crohn-disease', 'inflammatory-bowel-disease')).toBe(true);
    expect(conditions.isA('crohn-disease', 'autoimmune-disease')).toBe(true);
    expect(conditions.isA('autoimmune-disease', 'crohn-disease')).toBe(false);
  });

  it('are read from displays with remarks, and from a history', () => {
    expect(condition([], 'Hypertension (historical - 2020-01-15)')).toBe('hypertension');
    expect(conditions.fromText('History of cardiac arrest (situation)')).toMatchObject({
      concept: { code: 'sudden-cardiac-death' },
      mapping: { route: 'history' },
    });
    expect(condition([], 'Suspected COVID-19')).toBe('the text names nothing in the vocabulary');
  });

  it('stay out of each other in running text', () => {
    const text = "interstitial lung disease/pneumonitis, Gilbert's syndrome or NYHA class III congestive heart failure";
    expect(conditions.find(text).map(({ value }) => value.code)).toEqual([
      'interstitial-lung-disease',
      'pneumonitis',
      'gilbert-syndrome',
      'heart-failure',
    ]);
  });
});

describe('analytes', () => {
  it('are read by LOINC code, by long name, and never from another specimen', () => {
    expect(analyte([{ system: LOINC, code: '751-8' }])).toBe('anc');
    expect(analyte([{ system: LOINC, code: '99999-1', display: 'Hemoglobin [Mass/volume] in Venous blood' }])).toBe(
      'hemoglobin',
    );
    expect(analyte([{ system: LOINC, code: '99999-2', display: 'Glucose [Mass/volume] in Urine' }])).toBe(
      'the code is not in the vocabulary',
    );
    expect(analyte([{ system: LOINC, code: '99999-3', display: 'Hemoglobin [Presence] in Blood' }])).toBe(
      'the code is not in the vocabulary',
    );
  });

  it('are found in criteria as people write them', () => {
    const found = (text: string) => analytes.find(text).map(({ value }) => value);
    expect(found('AST(SGOT)/ALT(SGPT) ≤ 2.5 × ULN')).toEqual(['ast', 'ast', 'alt', 'alt']);
    expect(found('Hgb ≥ 9; plt ≥ 100K; ANC ≥ 1.5; T bili ≤ 1.5')).toEqual([
      'hemoglobin',
      'platelets',
      'anc',
      'bilirubin',
    ]);
    expect(found('calcium channel blockers; platelet aggregation inhibitors; TB testing; T4 tumor')).toEqual([]);
  });
});

describe('every coded vocabulary', () => {
  const coding = fc.record({
    system: fc.constantFrom(
      ICD,
      LOINC,
      'http://www.nlm.nih.gov/research/umls/rxnorm',
      'http://snomed.info/sct',
      'urn:oid:1.2.3',
      '',
    ),
    code: fc.oneof(
      fc.string(),
      fc.constantFrom('I50.9', 'E80.4', '718-7', '1790099', '16112-5', '38341003', 'constructor', '__proto__'),
    ),
    display: fc.oneof(fc.string(), fc.constantFrom('Hypertension', 'Hemoglobin', 'doxorubicin', 'HER2')),
  });
  const maps: Record<string, (codings: Coding[]) => MappingResult<unknown> | undefined> = {
    analytes: (codings) => analytes.fromCodings(codings),
    conditions: (codings) => conditions.fromCodings(codings),
    drugs: (codings) => drugs.fromCodings(codings),
    markers: (codings) => markers?.fromCodings(codings),
  };

  it.each(Object.keys(maps))('%s: the order and number of codings never change the result; nothing throws', (name) => {
    const map = maps[name];
    fc.assert(
      fc.property(fc.array(coding, { maxLength: 4 }), (codings) => {
        const one = map?.(codings);
        const concept = one && 'concept' in one ? one.concept : undefined;
        for (const other of [codings.toReversed(), [...codings, ...codings]]) {
          const again = map?.(other);
          expect(again && 'concept' in again ? again.concept : undefined).toEqual(concept);
        }
        return one !== undefined && ('concept' in one || one.why !== '');
      }),
    );
  });
});
