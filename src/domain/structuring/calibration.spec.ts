import { describe, expect, it } from 'vitest';
import { loadLexicons } from '../../reference-data/load-lexicons.js';
import { loadVocabulary } from '../../reference-data/load-vocabulary.js';
import type { Criterion } from '../criteria/model.js';
import { structure } from './structure.js';

const vocabulary = loadVocabulary();
const lexicons = loadLexicons();

function read(list: 'Inclusion' | 'Exclusion', ...lines: string[]): Criterion[] {
  const text = `${list} Criteria:\n\n${lines.map((line) => (/^\s/.test(line) ? line : `* ${line}`)).join('\n')}`;
  return structure({ registry: 'ctgov', id: 'NCT00000000', version: '', text, fields: {} }, vocabulary, lexicons)
    .criteria;
}

const reads = (list: 'Inclusion' | 'Exclusion', line: string) => read(list, line)[0]?.when;
const surest = (list: 'Inclusion' | 'Exclusion', ...lines: string[]) =>
  Math.max(...read(list, ...lines).map(({ confidence, requirement }) => (requirement === 'hard' ? confidence : 0)));

const hiv = { infection: { agent: 'hiv' } };
const upTo = (value: number, inclusive = true) => ({
  lab: { analyte: 'bilirubin', max: { value, inclusive }, unit: '{ULN}' },
});
const liver = { metastasis: { site: 'liver' } };
const gilbert = { condition: { anyOf: ['gilbert-syndrome'] } };

describe('what a sentence denies', () => {
  it('is denied with what qualifies it', () => {
    expect(reads('Inclusion', 'No antiretroviral therapy for HIV-positive patients')).toEqual({
      not: { all: [{ medication: { classes: ['antiretroviral'] } }, hiv] },
    });
    expect(reads('Inclusion', 'No NYHA class III-IV cardiac disease')).toEqual({
      not: { all: [{ scale: { name: 'nyha', anyOf: ['III', 'IV'] } }, { condition: { anyOf: ['heart-disease'] } }] },
    });
  });

  it('leaves what is asked for beside it', () => {
    expect(reads('Inclusion', 'Treatment-naive patients with metastatic NSCLC')).toEqual({
      all: [
        { cancer: { anyOf: ['NSCLC'] } },
        { extent: { anyOf: ['metastatic'] } },
        { not: { priorTherapy: { modality: 'systemic' } } },
      ],
    });
  });
});

describe('what is said of some of the patients', () => {
  it('binds nobody else, behind a colon too', () => {
    expect(reads('Inclusion', 'For participants with HCC only: Child-Pugh score less than or equal to 6')).toEqual({
      if: { cancer: { anyOf: ['HCC'] } },
      then: { scale: { name: 'childPugh', max: { value: 6, inclusive: true } } },
    });
    expect(
      reads('Inclusion', 'For patients >= 13 years of age: creatinine clearance >= 50 mL/min per 24 hour urine test'),
    ).toEqual({
      if: { age: { min: { value: 13, inclusive: true }, unit: 'a' } },
      then: { lab: { analyte: 'creatinineClearance', min: { value: 50, inclusive: true }, unit: 'mL/min' } },
    });
  });
});

describe('the time of a list', () => {
  const listed = (...lines: string[]) => read('Exclusion', ...lines).map(({ when }) => when);

  it('is meant of each finding in it that has none of its own', () => {
    expect(
      listed(
        'Any of the following within 6 months of registration:',
        '  * Stroke',
        '  * Myocardial infarction within 3 months',
      ),
    ).toEqual([
      { condition: { anyOf: ['stroke'], within: { value: 6, unit: 'mo' } } },
      { condition: { anyOf: ['myocardial-infarction'], within: { value: 3, unit: 'mo' } } },
    ]);
  });

  it('is not that of a list of what is allowed, nor a time of the sentence before', () => {
    expect(listed('The following are allowed within 6 months:', '  * Stroke')).not.toContainEqual({
      condition: { anyOf: ['stroke'], within: { value: 6, unit: 'mo' } },
    });
    expect(
      listed('Uncontrolled hypertension within 7 days; a history of any of the following:', '  * Stroke').at(-1),
    ).toEqual({ condition: { anyOf: ['stroke'] } });
  });
});

describe('alternatives', () => {
  it('are one criterion however long the line above them is', () => {
    const [, ...rest] = read(
      'Inclusion',
      'Participant must have one of the following immunocompromising conditions that increases their likelihood of having an impaired humoral immune response to the virus, while also increasing their risk of progression to severe disease:',
      '  1. Multiple myeloma',
      '  2. Chronic lymphocytic leukemia',
    );
    expect(rest).toEqual([]);
  });

  it('that the text does not call so exclude nobody', () => {
    expect(surest('Inclusion', 'Melanoma with BRAF mutation', 'Thyroid carcinoma with BRAF mutation')).toBeLessThan(
      0.8,
    );
    expect(surest('Inclusion', 'Histologically confirmed NSCLC', 'Lung adenocarcinoma')).toBeGreaterThan(0.8);
  });

  it('of one phrase are each read', () => {
    expect(reads('Exclusion', 'Psychiatric illness/social situations that would limit compliance')).toEqual({
      any: [
        { all: [{ condition: { anyOf: ['psychiatric-disorder'] } }, { attestation: { topic: 'compliance' } }] },
        { attestation: { topic: 'socialSituation' } },
      ],
    });
    expect(
      reads(
        'Exclusion',
        'Interstitial lung disease that is symptomatic or may interfere with the detection of toxicity',
      ),
    ).toEqual({
      any: [
        { condition: { anyOf: ['interstitial-lung-disease'], is: 'symptomatic' } },
        {
          all: [
            { condition: { anyOf: ['interstitial-lung-disease'] } },
            { attestation: { topic: 'investigatorJudgement' } },
          ],
        },
      ],
    });
    expect(reads('Exclusion', 'Inability to swallow tablets or malabsorption syndrome')).toEqual({
      any: [{ attestation: { topic: 'swallowing' } }, { condition: { anyOf: ['malabsorption'] } }],
    });
    expect(reads('Exclusion', 'Has known history of, or any evidence of active, non-infectious pneumonitis')).toEqual({
      condition: { anyOf: ['pneumonitis'] },
    });
  });
});

it('takes the second limit for all whom it names', () => {
  expect(
    reads(
      'Inclusion',
      "total bilirubin < 1.5 times the ULN if no liver metastases or < 3 times the ULN in the presence of Gilbert's syndrome or liver metastases",
    ),
  ).toEqual({ if: { any: [gilbert, liver] }, then: upTo(3, false), else: upTo(1.5, false) });
});

it('takes a looser limit that a further sentence allows in place of the first', () => {
  expect(
    reads(
      'Inclusion',
      "Total bilirubin <= 1.5 x ULN. Total bilirubin (<= 3 x ULN) is allowed if Gilbert's syndrome is documented",
    ),
  ).toEqual({ if: gilbert, then: upTo(3), else: upTo(1.5) });
});

it('asks whoever can father a child or bear one', () => {
  expect(reads('Inclusion', 'Patients of childbearing/fathering potential must agree to use contraception')).toEqual({
    contraception: {},
  });
});

it("takes a partner's sex for the partner's", () => {
  expect(
    reads('Inclusion', 'Male subjects with a female partner of childbearing potential must agree to use contraception'),
  ).toEqual({
    contraception: { by: 'male' },
  });
  expect(reads('Inclusion', 'Female with newly diagnosed breast cancer')).toEqual({
    all: [{ cancer: { anyOf: ['BREAST'] } }, { extent: { anyOf: ['newlyDiagnosed'] } }, { sex: { is: 'female' } }],
  });
});

it('reads the agents that an infection is said to be with, each as active as the first', () => {
  expect(reads('Exclusion', 'Known active viral infection with HIV or hepatitis B')).toEqual({
    any: [hiv, { infection: { agent: 'hbv' } }],
  });
  expect(reads('Exclusion', 'Active hepatitis B or hepatitis C infection, active HIV, or CMV infection')).toEqual({
    any: ['hbv', 'hcv', 'hiv', 'cmv'].map((agent) => ({
      infection: { agent, ...(agent === 'hiv' ? {} : { is: 'active' }) },
    })),
  });
});

it('reads the steroids that a pneumonitis needed', () => {
  expect(
    reads(
      'Exclusion',
      'Has a history of (non-infectious) pneumonitis that required steroids or has current pneumonitis',
    ),
  ).toEqual({
    any: [
      { condition: { anyOf: ['pneumonitis'], restriction: 'that required steroids' } },
      { condition: { anyOf: ['pneumonitis'], is: 'active' } },
    ],
  });
});

it('takes a histology behind an organ for one of that organ', () => {
  const codes = JSON.stringify(
    reads('Inclusion', 'Resectable esophageal carcinoma, either squamous cell carcinoma or adenocarcinoma'),
  );
  expect(codes).toContain('STOMACH');
  expect(codes).not.toContain('PRAD');
  expect(surest('Inclusion', 'Gastric adenocarcinoma or squamous cell carcinoma')).toBeLessThan(0.8);
});

it('knows a primary immunodeficiency from an acquired one', () => {
  expect(reads('Exclusion', 'Active primary immunodeficiency')).toMatchObject({
    condition: { anyOf: ['primary-immunodeficiency'] },
  });
  expect(vocabulary.conditions.isA('hiv', 'primary-immunodeficiency')).toBe(false);
});

it('binds a line to the step that it names', () => {
  expect(read('Inclusion', 'STEP 2 RANDOMIZATION: Absolute neutrophil count >= 1.5 x 10^3/uL')[0]?.scope).toBe(
    'step-2',
  );
});

describe('a reading that says more or less than its words', () => {
  it.each([
    ['Exclusion', 'Uncontrolled HIV disease'],
    ['Exclusion', 'Concurrent active hepatitis B and hepatitis C infection'],
    ['Exclusion', 'Symptomatic ascites or untreated hypothyroidism'],
    ['Exclusion', 'Receive surgery, radiation, or hormone therapy for their cancer during the study'],
    [
      'Exclusion',
      'Receipt of any other systemic anti-cancer therapy after last administration of docetaxel on the study',
    ],
    ['Exclusion', 'Known hypersensitivity to any component of the formulation or substituted benzimidazoles'],
    ['Exclusion', 'Serious allergy to drugs'],
    ['Inclusion', 'Patients with MGUS or asymptomatic multiple myeloma are not eligible'],
    [
      'Exclusion',
      'Another malignancy within 3 years except for basal cell carcinoma, carcinoma in situ of the cervix, or other indolent malignancies',
    ],
    ['Inclusion', 'For disease-specific expansion participants: measurable disease per RECIST v1.1'],
    [
      'Exclusion',
      'Anticancer treatment with radiation therapy, targeted therapy or other antitumor treatment within 2 weeks',
    ],
    ['Exclusion', 'Active invasive fungal infection'],
    ['Exclusion', 'Participants who cannot receive gadolinium'],
    ['Exclusion', 'Involvement of primary language areas (Broca, Wernicke)'],
    ['Inclusion', 'LOW-RISK STRATUM: ECOG performance status =< 2'],
    ['Exclusion', 'Treatment-naive participants must not have brain metastases'],
    ['Inclusion', 'No significant liver disease, including cirrhosis, fatty liver, or inherited liver disease'],
    [
      'Inclusion',
      'Patients with impaired decision-making capacity are eligible as long as their condition does not preclude participation in the study',
    ],
    ['Inclusion', 'Sex and Contraceptive Requirements'],
    ['Inclusion', 'Patients must take at least three prescribed, standing oral medications'],
    ['Inclusion', 'Participants who are < 75 years of age may have a bilirubin of <= 3.0 x ULN'],
  ] as const)('does not decide: %s: %s', (list, line) => {
    expect(surest(list, line)).toBeLessThan(0.8);
  });
});
