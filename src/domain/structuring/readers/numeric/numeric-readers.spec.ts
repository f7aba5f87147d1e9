import { describe, expect, it } from 'vitest';
import type { Criterion, Expression } from '../../../criteria/model.js';
import { loadLexicons } from '../../../../reference-data/load-lexicons.js';
import { loadVocabulary } from '../../../../reference-data/load-vocabulary.js';
import { structure } from '../../structure.js';

const at = (value: number) => ({ value, inclusive: true });
const beyond = (value: number) => ({ value, inclusive: false });

function read(line: string, section: 'Inclusion' | 'Exclusion' = 'Inclusion'): Criterion {
  const input = {
    registry: 'ctgov',
    id: 'NCT00000000',
    version: '1',
    text: `${section} Criteria:\n\n* ${line}`,
    fields: {},
  };
  const [criterion] = structure(input, loadVocabulary(), loadLexicons()).criteria;
  if (!criterion) throw new Error('no criterion');
  return criterion;
}

const ofLab = (analyte: string, rest: object): Expression => ({ lab: { analyte, ...rest } });

describe('numeric criteria', () => {
  it.each<[string, Expression]>([
    ['\\>21 yrs of age', { age: { min: beyond(21), unit: 'a' } }],
    ['Age ≥ 18 years', { age: { min: at(18), unit: 'a' } }],
    ['Aged 18-75 years (inclusive)', { age: { min: at(18), max: at(75), unit: 'a' } }],
    ['Older than 17', { age: { min: beyond(17), unit: 'a' } }],
    ['18 ≤ age ≤ 75', { age: { min: at(18), max: at(75), unit: 'a' } }],
    ['ECOG performance status 0 or 1', { performance: { scale: 'ecog', max: at(1) } }],
    ['ECOG (electrocorticogram) 0~2', { performance: { scale: 'ecog', max: at(2) } }],
    ['Karnofsky performance status of at least 70%', { performance: { scale: 'karnofsky', min: at(70) } }],
    ['Life expectancy of greater than three (3) months', { lifeExpectancy: { min: beyond(3), unit: 'mo' } }],
    ['Absolute neutrophil count (ANC) &amp;gt;= 1,500/mm3', ofLab('anc', { min: at(1500), unit: '/mm3' })],
    ['Platelets ≥ 100 x 109/L', ofLab('platelets', { min: at(100), unit: '10*9/L' })],
    ['Platelets ≥ 100.000/µl', ofLab('platelets', { min: at(100000), unit: '/uL' })],
    ['Hemoglobin =\\< 9 g/dL', ofLab('hemoglobin', { max: at(9), unit: 'g/dL' })],
    ['Creatinine 2.5X IULN or less', ofLab('creatinine', { max: at(2.5), unit: '{ULN}' })],
    [
      'Total bilirubin \\</= 1.5 times upper limit of normal (ULN)',
      ofLab('bilirubin', { max: at(1.5), unit: '{ULN}' }),
    ],
    ['LVEF ≥ 50%', { vital: { measure: 'lvef', min: at(50), unit: '%' } }],
    ['BMI between 18 and 30 kg/m²', { vital: { measure: 'bmi', min: at(18), max: at(30), unit: 'kg/m2' } }],
    ['NYHA class III or IV', { scale: { name: 'nyha', anyOf: ['III', 'IV'] } }],
  ])('reads "%s"', (line, when) => {
    const criterion = read(line);
    expect(criterion.when).toEqual(when);
    expect(criterion.confidence).toBeGreaterThanOrEqual(0.8);
  });

  it('gives a limit with a condition its branches', () => {
    expect(read('AST ≤2.5 × ULN (≤5 × ULN for participants with liver metastases)').when).toEqual({
      if: { metastasis: { site: 'liver' } },
      then: ofLab('ast', { max: at(5), unit: '{ULN}' }),
      else: ofLab('ast', { max: at(2.5), unit: '{ULN}' }),
    });
  });

  it('shares a limit among the analytes before it: all of them are asked for, any of them excludes', () => {
    const limits = (max: object) => [ofLab('ast', max), ofLab('alt', max)];
    expect(read('AST and ALT ≤ 2.5 x ULN').when).toEqual({ all: limits({ max: at(2.5), unit: '{ULN}' }) });
    expect(read('AST or ALT > 3 x ULN', 'Exclusion').when).toEqual({ any: limits({ min: beyond(3), unit: '{ULN}' }) });
  });

  it('reads both sides of a blood pressure', () => {
    expect(read('Blood pressure > 160/95 mmHg', 'Exclusion').when).toEqual({
      any: [
        { vital: { measure: 'systolicBp', min: beyond(160), unit: 'mm[Hg]' } },
        { vital: { measure: 'diastolicBp', min: beyond(95), unit: 'mm[Hg]' } },
      ],
    });
  });

  it('never guesses a direction that was lost', () => {
    expect(read('Blood pressure ? 160/95 mmHg').when).toHaveProperty('unstructured');
    const broken = read('INR (international normalized ratio)\n* 1.3 × ULN');
    expect(broken.when).toHaveProperty('unstructured');
    expect(broken.review).toContain('the direction of the bound is lost');
  });

  it('flags values that no patient can have, and does not convert them silently', () => {
    const criterion = read('Hemoglobin ≥ 9 mg/dL');
    expect(criterion.when).toEqual(ofLab('hemoglobin', { min: at(9), unit: 'mg/dL' }));
    expect(criterion.confidence).toBeLessThan(0.8);
  });

  it('takes a bare equals sign at its word, with doubt', () => {
    const criterion = read('Age = 18 years');
    expect(criterion.when).toEqual({ age: { min: at(18), max: at(18), unit: 'a' } });
    expect(criterion.confidence).toBeLessThan(0.8);
  });

  it.each([
    'ECOG performance status <= 2 (see Appendix A)',
    'Platelets >= 100,000/uL (obtained within 14 days prior to initiating study treatment)',
    'LVEF >= 50% as assessed by echocardiogram or MUGA scan',
    'Life expectancy of at least 12 weeks, as estimated by the treating physician',
  ])('loses no confidence over an aside: %s', (line) => {
    expect(read(line)).toMatchObject({ confidence: expect.closeTo(0.96, 1) as number });
    expect(read(line).review).toBeUndefined();
  });

  it('keeps what excuses behind a reason', () => {
    const line = 'ECOG > 2 because of poor functional status unless this is due to the disease';
    expect(read(line, 'Exclusion').confidence).toBeLessThan(0.8);
  });

  it('takes a limit under a measured condition for the alternative to its opposite', () => {
    const line =
      'Total bilirubin <= 1.5 x ULN OR direct bilirubin <= ULN for patients with total bilirubin > 1.5 x ULN';
    expect(read(line).when).toEqual({
      any: [
        ofLab('bilirubin', { max: at(1.5), unit: '{ULN}' }),
        ofLab('directBilirubin', { max: at(1), unit: '{ULN}' }),
      ],
    });
    expect(read('If creatinine > ULN, creatinine clearance >= 60 mL/min').when).toEqual({
      if: ofLab('creatinine', { min: beyond(1), unit: '{ULN}' }),
      then: ofLab('creatinineClearance', { min: at(60), unit: 'mL/min' }),
    });
  });

  it('asks a scale for an age only of those of that age', () => {
    expect(read('Lansky >= 50 for patients <= 16 years of age').when).toEqual({
      if: { age: { max: at(16), unit: 'a' } },
      then: { performance: { scale: 'lansky', min: at(50) } },
    });
  });

  it('reads a bound before or inside the name of a class', () => {
    for (const line of ['NYHA > class II', '> NYHA class II'])
      expect(read(line, 'Exclusion').when).toEqual({ scale: { name: 'nyha', anyOf: ['III', 'IV'] } });
  });

  it('reads two ends of an age as alternatives', () => {
    expect(read('Age under 35 and over 70 years', 'Exclusion').when).toEqual({
      any: [{ age: { max: beyond(35), unit: 'a' } }, { age: { min: beyond(70), unit: 'a' } }],
    });
  });
});
