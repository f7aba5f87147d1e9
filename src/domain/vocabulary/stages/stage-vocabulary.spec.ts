import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadStages } from '../../../reference-data/load-stages.js';
import { isMapped, type Coding } from '../vocabulary.js';

const stages = loadStages();
const snomed = (code: string, display?: string): Coding => ({
  system: 'http://snomed.info/sct',
  code,
  ...(display === undefined ? {} : { display }),
});
const ajcc = (code: string): Coding => ({ system: 'http://cancerstaging.org', code });
const ncit = (code: string): Coding => ({ system: 'http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl', code });
const group = (codings: Coding[], text?: string) => {
  const result = stages.groupFromCodings(codings, text);
  return isMapped(result) ? result.concept : result;
};
const category = (codings: Coding[], text?: string) => {
  const result = stages.categoryFromCodings(codings, text);
  return isMapped(result) ? result.concept : result;
};

describe('stage values of records', () => {
  it.each<[Coding[], object]>([
    [
      [snomed('258219007', 'Stage 2 (qualifier value)'), ajcc('c2')],
      { group: 'II', system: 'ajcc', basis: 'clinical' },
    ],
    [[snomed('261614003')], { group: 'IIA' }],
    [[snomed('13104003')], { group: 'I' }],
    [[ajcc('2A')], { group: 'IIA', system: 'ajcc' }],
    [[ajcc('c1A')], { group: 'IA', system: 'ajcc', basis: 'clinical' }],
    [
      [snomed('1222769001', 'American Joint Committee on Cancer stage IIB (qualifier value)')],
      { group: 'IIB', system: 'ajcc' },
    ],
    [
      [snomed('0', 'American Joint Committee on Cancer stage IIIA1 (qualifier value)')],
      { group: 'IIIA1', system: 'ajcc' },
    ],
    [[ncit('C96256')], { group: 'IIIA', system: 'figo' }],
    [[ncit('C128103')], { group: 'IIIA1(i)', system: 'figo' }],
    [[ncit('C70659')], { group: 'II', system: 'iss' }],
    [[ncit('C141395')], { group: 'II', system: 'riss' }],
    [[ncit('C7875')], { group: 'II', system: 'rai' }],
    [[ncit('C80135')], { group: 'B', system: 'binet' }],
    [[ncit('C133431')], { group: 'MS', system: 'inrgss' }],
    [
      [
        snomed(
          '0',
          'International Society of Urological Pathology grade group 4 (Gleason score 3 + 5 = 8) (qualifier value)',
        ),
      ],
      { group: '4', system: 'isup' },
    ],
    [[snomed('0', 'International neuroblastoma staging system stage 3 (finding)')], { group: '3', system: 'inss' }],
    [[snomed('0', 'Clark melanoma level 4 (finding)')], { group: '4', system: 'clark' }],
  ])('%j', (codings, expected) => {
    expect(group(codings)).toEqual(expected);
  });

  it('reads text where there is no code', () => {
    expect(group([], 'Stage IIIB (AJCC 8th edition)')).toEqual({ group: 'IIIB', system: 'ajcc', edition: '8' });
    expect(group([], 'IIA')).toEqual({ group: 'IIA' });
    expect(group([], 'Extensive stage')).toEqual({ group: 'extensive' });
  });

  it('derives no group from TNM categories and guesses none from other words', () => {
    expect(group([], 'T2 N1 M0')).toMatchObject({ why: 'no stage group in code or text' });
    expect(group([], 'Grade 3')).not.toHaveProperty('system');
    expect(group([snomed('0', 'Breslow measurement - depth from 0.76 to 1.75 mm (finding)')])).toHaveProperty('why');
  });

  it('does not choose between codings of different stages, and no order of agreeing ones matters', () => {
    expect(group([snomed('261614003'), ajcc('3A')])).toMatchObject({ why: expect.stringMatching(/^conflict/) });
    const agreeing = [snomed('258219007'), ajcc('c2A'), snomed('261614003', 'Stage 2A (qualifier value)')];
    fc.assert(
      fc.property(fc.shuffledSubarray(agreeing, { minLength: 3 }), (codings) => {
        expect(group(codings)).toEqual({ group: 'IIA', system: 'ajcc', basis: 'clinical' });
      }),
    );
  });
});

describe('TNM categories of records', () => {
  it.each<[Coding[], object]>([
    [[snomed('23351008', 'T1 category (finding)'), ajcc('cT1')], { axis: 't', value: 'T1', basis: 'clinical' }],
    [
      [snomed('1228938002', 'American Joint Committee on Cancer cT3 (qualifier value)')],
      { axis: 't', value: 'T3', basis: 'clinical' },
    ],
    [[snomed('1229947003')], { axis: 'n', value: 'N0' }],
    [[ajcc('pN3')], { axis: 'n', value: 'N3', basis: 'pathologic' }],
    [[ncit('C48732')], { axis: 't', value: 'T4' }],
    [[snomed('1228867000')], { axis: 't', value: 'Tis' }],
  ])('%j', (codings, expected) => {
    expect(category(codings)).toEqual(expected);
  });

  it('keeps isolated tumour cells and does not read what is no category', () => {
    expect(category([], 'pN0(i+)')).toEqual({ axis: 'n', value: 'N0(i+)', basis: 'pathologic' });
    expect(category([], 'Not applicable')).toHaveProperty('why');
  });

  it('names system, edition and basis of a method or an observation code', () => {
    expect(stages.context([{ code: '21908-9' }, { code: '897275008' }])).toEqual({
      system: 'ajcc',
      edition: '8',
      basis: 'clinical',
    });
    expect(stages.context([{ code: 'C141212', display: 'Binet Stage' }])).toEqual({ system: 'binet' });
  });
});

describe('stages in running text', () => {
  const found = (text: string) => stages.findGroups(text).map(({ value }) => value);

  it.each<[string, string[]]>([
    ['Stage IIIB/C or IV NSCLC', ['IIIB', 'IIIC', 'IV', 'IVA', 'IVB', 'IVC']],
    ['stage IB (tumors >= 4 cm) to IIIA NSCLC', ['IB', 'IC', 'II', 'IIA', 'IIB', 'IIC', 'IIIA']],
    ['Stage I, II, or IIIA', ['I', 'IA', 'IB', 'IC', 'II', 'IIA', 'IIB', 'IIC', 'IIIA']],
    ['unresectable Stage III or Stage IV melanoma', ['III', 'IIIA', 'IIIB', 'IIIC', 'IV', 'IVA', 'IVB', 'IVC']],
    ['Stage 2, 3 or 4 disease', ['II', 'IIA', 'IIB', 'IIC', 'III', 'IIIA', 'IIIB', 'IIIC', 'IV', 'IVA', 'IVB', 'IVC']],
    ['stage III or higher', ['III', 'IIIA', 'IIIB', 'IIIC', 'IV', 'IVA', 'IVB', 'IVC']],
    ['limited-stage SCLC', ['limited']],
  ])('%s', (text, anyOf) => {
    expect(found(text)).toEqual([{ anyOf }]);
  });

  it('spells groups of systems without sub-stages as they are', () => {
    expect(found('Ann Arbor stage III or IV')).toEqual([{ anyOf: ['III', 'IV'], system: 'annArbor' }]);
    expect(found('R-ISS stage II or III')).toEqual([{ anyOf: ['II', 'III'], system: 'riss' }]);
    expect(found('Rai stage 0-II')).toEqual([{ anyOf: ['0', 'I', 'II'], system: 'rai' }]);
    expect(found('Binet stage A or B')).toEqual([{ anyOf: ['A', 'B'], system: 'binet' }]);
  });

  it('keeps edition and basis', () => {
    expect(found('pathological stage IIIA according to AJCC 8th edition')).toEqual([
      { anyOf: ['IIIA'], system: 'ajcc', edition: '8', basis: 'pathologic' },
    ]);
  });

  it.each([
    'stage 3 chronic kidney disease',
    'CKD stage 4',
    'end stage renal disease',
    'stage I of the study',
    'stage in life',
  ])('finds no cancer stage in: %s', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('TNM in running text', () => {
  const found = (text: string) => stages.findCategories(text).map(({ value }) => value);

  it.each<[string, object]>([
    ['cT1-T3abN0', { t: ['T1', 'T2', 'T3a', 'T3b'], n: ['N0'], basis: 'clinical' }],
    ['ypT2-4a', { t: ['T2', 'T3', 'T4a'], basis: 'postTherapy' }],
    ['T1c', { t: ['T1c'] }],
    ['N0(i+)', { n: ['N0(i+)'] }],
    ['muscle invasive (T2-T4a, N0-N1, M0)', { t: ['T2', 'T3', 'T4a'], n: ['N0', 'N1'], m: ['M0'] }],
    ['M1a/M1b disease', { m: ['M1a', 'M1b'] }],
    ['pTa, pT1 or CIS', { t: ['Ta', 'T1'], basis: 'pathologic' }],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  it.each(['TSH, T3 and T4 within normal limits', 'T1-weighted MRI', 'T cell count', 'fracture of T4', 'N1 receptor'])(
    'finds no category in: %s',
    (text) => {
      expect(found(text)).toEqual([]);
    },
  );
});
