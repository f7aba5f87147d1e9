import { describe, expect, it } from 'vitest';
import { judge } from '../../../test/support/judge.js';
import type { Expression } from '../criteria/model.js';
import type { Profile } from '../patient/profile.js';

const at = (value: number) => ({ value, inclusive: true });

const lung = {
  kind: 'cancer',
  concept: { code: 'LUAD', system: 'oncotree', name: 'Lung Adenocarcinoma' },
  role: 'primary',
};
const stage = (group: string) => ({ kind: 'stage', group, system: 'ajcc', basis: 'clinical' });

describe('not tested and tested negative are two answers', () => {
  const cases: [string, Expression, object[], object[]][] = [
    [
      'variant',
      { variant: { gene: 'EGFR', alteration: { type: 'mutation' }, is: 'present' } },
      [{ kind: 'variant', gene: 'EGFR', type: 'mutation', present: false }],
      [{ kind: 'genePanel', genes: ['EGFR'] }],
    ],
    [
      'expression',
      { expression: { marker: 'ERBB2', is: 'positive' } },
      [{ kind: 'expression', marker: 'ERBB2', is: 'negative' }],
      [],
    ],
    ['signature', { signature: { name: 'msi', is: 'high' } }, [{ kind: 'signature', name: 'msi', is: 'stable' }], []],
    [
      'germlineGenotype',
      { germlineGenotype: { locus: 'UGT1A1', alleles: ['*28'] } },
      [{ kind: 'finding', topic: 'genotype:UGT1A1', value: '*1/*1' }],
      [],
    ],
    [
      'driverEvent',
      { driverEvent: { genes: ['ALK'], cancer: 'NSCLC' } },
      [lung, { kind: 'variant', gene: 'ALK', present: false }],
      [],
    ],
  ];
  it.each(cases)('%s', (_, when, negative, alsoNegative) => {
    expect(judge(when, [lung])).toBe('notTested');
    expect(judge(when, negative)).toBe('false');
    if (alsoNegative.length > 0) expect(judge(when, alsoNegative)).toBe('false');
  });

  it('a panel without the gene is neither', () => {
    const when: Expression = { variant: { gene: 'EGFR', alteration: { type: 'mutation' }, is: 'present' } };
    expect(judge(when, [{ kind: 'genePanel', genes: ['KRAS'] }])).toBe('notCovered');
  });
});

describe('what an oncologist would notice', () => {
  it('ECOG 0 is a value, and Karnofsky 90 may be ECOG 0 or 1', () => {
    const when: Expression = { performance: { scale: 'ecog', max: at(0) } };
    expect(judge(when, [{ kind: 'performance', scale: 'ecog', value: 0, date: '2026-11-01' }])).toBe('true');
    expect(judge(when, [{ kind: 'performance', scale: 'karnofsky', value: 90, date: '2026-11-01' }])).toBe(
      'borderline',
    );
    expect(judge(when, [{ kind: 'performance', scale: 'ecog', value: 1, date: '2025-01-01' }])).toBe('stale');
  });

  it('a censored "<5" says nothing against at least 3, and everything against at least 5', () => {
    const crp = { kind: 'lab', analyte: 'crp', value: 5, comparator: '<', unit: 'mg/L', date: '2026-11-20' };
    expect(judge({ lab: { analyte: 'crp', min: at(3), unit: 'mg/L' } }, [crp])).toBe('incomparable');
    expect(judge({ lab: { analyte: 'crp', min: at(5), unit: 'mg/L' } }, [crp])).toBe('false');
  });

  it('a birth year alone leaves the age of the boundary open', () => {
    const adult: Expression = { age: { min: at(18), unit: 'a' } };
    expect(judge(adult, [], { birthDate: '2008' })).toBe('missing');
    expect(judge(adult, [], { birthDate: '2007' })).toBe('true');
    expect(judge({ age: { max: at(75), unit: 'a' } }, [], { birthDate: '1951-01-01' })).toBe('true');
  });

  it('stage IV of the lung is metastatic, stage IVA of the head and neck is not', () => {
    const when: Expression = { extent: { anyOf: ['metastatic'] } };
    const larynx = {
      kind: 'cancer',
      concept: { code: 'HNSC', system: 'oncotree', name: 'Head and Neck Squamous Cell Carcinoma' },
      role: 'primary',
    };
    expect(judge(when, [lung, stage('IV')])).toBe('true');
    expect(judge(when, [larynx, stage('IVA')])).toBe('false');
    expect(judge(when, [larynx, stage('IVC')])).toBe('true');
    expect(
      judge(when, [
        lung,
        { ...stage('II'), date: '2020-01-01' },
        { kind: 'diseaseStatus', value: 'progression', date: '2026-01-01' },
      ]),
    ).toBe('stale');
  });

  it('adjuvant chemotherapy is no therapy for metastatic disease', () => {
    const when: Expression = { priorTherapy: { modality: 'systemic', setting: 'metastatic' } };
    const adjuvant = {
      kind: 'therapy',
      agents: ['cisplatin'],
      classes: [],
      modality: 'chemotherapy',
      setting: 'adjuvant',
    };
    expect(judge(when, [lung, adjuvant], { coverage: ['medications'] })).toBe('presumed false');
    expect(judge(when, [lung, { ...adjuvant, setting: 'metastatic' }])).toBe('true');
  });

  it('HER2-low is HER2-negative, and HER2-negative may be low or not', () => {
    const her2 = (fields: object) => [{ kind: 'expression', marker: 'ERBB2', ...fields }];
    expect(judge({ expression: { marker: 'ERBB2', is: 'negative' } }, her2({ is: 'low' }))).toBe('true');
    expect(judge({ expression: { marker: 'ERBB2', is: 'low' } }, her2({ is: 'negative' }))).toBe('ambiguousMapping');
    expect(judge({ expression: { marker: 'ERBB2', is: 'low' } }, her2({ score: { type: 'IHC', value: 1 } }))).toBe(
      'true',
    );
    expect(judge({ expression: { marker: 'ERBB2', is: 'positive' } }, her2({ score: { type: 'IHC', value: 2 } }))).toBe(
      'ambiguousMapping',
    );
  });

  it('V600E is what an arm without V600 excludes, and V600K is no V600E', () => {
    const v600e = { kind: 'variant', gene: 'BRAF', hgvsP: 'p.Val600Glu', type: 'mutation', present: true };
    const codon: Expression = { variant: { gene: 'BRAF', alteration: { type: 'codon', codon: 600 }, is: 'absent' } };
    const protein: Expression = {
      variant: { gene: 'BRAF', alteration: { type: 'protein', hgvs: 'p.V600E' }, is: 'present' },
    };
    expect(judge(codon, [v600e])).toBe('false');
    expect(judge(protein, [v600e])).toBe('true');
    expect(judge(protein, [{ ...v600e, hgvsP: 'p.V600K' }])).toBe('false');
  });

  it('an amplification is no mutation, and a mutation found says nothing of a fusion', () => {
    const amplified = { kind: 'variant', gene: 'ERBB2', type: 'amplification', present: true };
    expect(judge({ variant: { gene: 'ERBB2', alteration: { type: 'mutation' }, is: 'present' } }, [amplified])).toBe(
      'notCovered',
    );
    expect(judge({ variant: { gene: 'ERBB2', alteration: { type: 'oncogenic' }, is: 'present' } }, [amplified])).toBe(
      'true',
    );
    const mutated = { kind: 'variant', gene: 'ALK', hgvsP: 'p.F1174L', type: 'mutation', present: true };
    expect(judge({ variant: { gene: 'ALK', alteration: { type: 'fusion' }, is: 'present' } }, [mutated])).toBe(
      'notCovered',
    );
  });

  it('a fusion is found under either of its genes', () => {
    const fusion = { kind: 'variant', gene: 'EML4', partner: 'ALK', type: 'fusion', present: true };
    expect(
      judge({ variant: { gene: 'ALK', alteration: { type: 'fusion', partner: 'any' }, is: 'present' } }, [fusion]),
    ).toBe('true');
  });

  it('a coarser diagnosis is open, another branch is not it, and non-small cell is not small cell', () => {
    const coarse = {
      kind: 'cancer',
      concept: { code: 'LUNG', system: 'oncotree', name: 'Lung Cancer' },
      role: 'primary',
    };
    expect(judge({ cancer: { anyOf: ['LUAD'] } }, [coarse])).toBe('ambiguousMapping');
    expect(judge({ cancer: { anyOf: ['NSCLC'] } }, [lung])).toBe('true');
    expect(judge({ cancer: { anyOf: ['BREAST'] } }, [lung])).toBe('false');
    const squamous = {
      kind: 'cancer',
      concept: { code: 'LUSC', system: 'oncotree', name: 'Lung Squamous Cell Carcinoma' },
      histology: 'squamous cell',
      role: 'primary',
    };
    expect(judge({ cancer: { histology: ['smallCell'] } }, [squamous])).toBe('false');
  });

  it('a condition nobody listed is a presumed no where the problem list is covered, and unknown elsewhere', () => {
    const when: Expression = { condition: { anyOf: ['autoimmune-disease'] } };
    expect(judge(when, [])).toBe('missing');
    expect(judge(when, [], { coverage: ['conditions'] })).toBe('presumed false');
  });

  it('brain metastases that nobody listed let a patient pass and never exclude one', () => {
    const when: Expression = { metastasis: { site: 'brain' } };
    expect(judge(when, [], { coverage: ['conditions'] }, 'exclusion')).toBe('presumed false');
    expect(judge(when, [], { coverage: ['conditions'] }, 'inclusion')).toBe('missing');
  });

  it('two results of one day that disagree are conflicting, and the newer of two days counts', () => {
    const when: Expression = { lab: { analyte: 'anc', min: at(1.5), unit: '10*9/L' } };
    const anc = (value: number, date: string) => ({ kind: 'lab', analyte: 'anc', value, unit: '10*9/L', date });
    expect(judge(when, [anc(1, '2026-11-20'), anc(2, '2026-11-20')])).toBe('conflicting');
    expect(judge(when, [anc(1, '2026-11-19'), anc(2, '2026-11-20')])).toBe('true');
    expect(judge({ lab: { analyte: 'anc', min: at(1500), unit: '/mm3' } }, [anc(2, '2026-11-20')])).toBe('true');
  });

  it('a woman beyond 60 is neither pregnant nor breastfeeding and needs no contraception; a younger one is asked', () => {
    const pregnancy: Expression = { pregnancy: {} };
    const breastfeeding: Expression = { breastfeeding: {} };
    const contraception: Expression = { contraception: { by: 'female' } };
    const older: Partial<Profile> = { sex: 'female', birthDate: '1965-01-01' };
    expect([pregnancy, breastfeeding, contraception].map((when) => judge(when, [], older))).toEqual(['false', 'false', 'true']); // prettier-ignore
    const younger: Partial<Profile> = { sex: 'female', birthDate: '1970-01-01' };
    expect(judge(pregnancy, [], younger)).toBe('missing');
    expect(judge(breastfeeding, [], younger)).toBe('missing');
    expect(judge(contraception, [], younger)).toBe('attestation');
    expect(judge({ contraception: { by: 'male' } }, [], older)).toBe('true');
  });

  it('a lesser severity than the one asked for is a no; a greater one and other words are for a person to compare', () => {
    const neuropathy = (severity?: string) => ({
      kind: 'condition',
      concept: { code: 'peripheral-neuropathy', system: 'condition', name: 'peripheral neuropathy' },
      status: 'active',
      ...(severity !== undefined && { severity }),
    });
    const asks = (severity: string): Expression => ({ condition: { anyOf: ['peripheral-neuropathy'], severity } });
    expect(judge(asks('severe'), [neuropathy('Severe')])).toBe('true');
    expect(judge(asks('severe'), [neuropathy('Moderate')], { coverage: ['conditions'] })).toBe('presumed false');
    for (const [asked, recorded] of [
      ['moderate', 'Severe'],
      ['clinically significant', 'Severe'],
      ['severe', undefined],
    ] as const)
      // prettier-ignore
      expect(judge(asks(asked), [neuropathy(recorded)])).not.toMatch(/true|false/u);
  });
});
