import { describe, expect, it } from 'vitest';
import { coded, factsOf, observation, profileOf, reasons } from '../../../../test/support/patient-record.js';

describe('performance status', () => {
  it.each([
    ['loinc|89247-1', 0, 'ecog'],
    ['loinc|89243-0', 90, 'karnofsky'],
    ['ncit|C38144', 80, 'lansky'],
  ])('%s %i is a value', (code, value, scale) => {
    expect(factsOf('performance', observation(coded(code), { valueInteger: value }))).toMatchObject([{ scale, value }]);
  });

  it.each([
    ['loinc|89247-1', -1],
    ['loinc|89247-1', 6],
    ['loinc|89243-0', 95],
  ])('%s %i is not on the scale and is no fact', (code, value) => {
    expect(factsOf('performance', observation(coded(code), { valueInteger: value }))).toEqual([]);
    expect(reasons(observation(coded(code), { valueInteger: value }))[0]).toMatch(/is not on the scale/);
  });

  it('given only as a coded interpretation is read from it', () => {
    expect(
      factsOf('performance', observation(coded('loinc|89247-1'), { interpretation: [coded('loinc|LA9623-5')] })),
    ).toMatchObject([{ value: 1 }]);
  });
});

describe('laboratory values', () => {
  const hemoglobin = coded('loinc|718-7|Hemoglobin [Mass/volume] in Blood');

  it('keep comparator, unit and the reported range in the unit of the value', () => {
    const facts = factsOf(
      'lab',
      observation(hemoglobin, {
        valueQuantity: { value: 135, comparator: '>=', code: 'g/L' },
        referenceRange: [
          { low: { value: 13.2, code: 'g/dL' }, high: { value: 16.5, code: 'g/dL' }, type: coded('x|normal') },
        ],
      }),
    );
    expect(facts).toMatchObject([
      { analyte: 'hemoglobin', value: 135, unit: 'g/L', comparator: '>=', low: 132, high: 165 },
    ]);
  });

  it('that cannot be real are no facts', () => {
    const neutrophils = observation(coded('loinc|26499-4|Neutrophils [#/volume] in Blood'), {
      valueQuantity: { value: 3000, code: '10*3/uL' },
    });
    expect(factsOf('lab', neutrophils)).toEqual([]);
    expect(reasons(neutrophils)[0]).toMatch(/^anc: 3000 10\*3\/uL is outside what is possible/);
  });

  it('sent as text are read where they are a number with a unit, and left where they are not', () => {
    expect(factsOf('lab', observation(hemoglobin, { valueString: '<13.5 g/dL' }))).toMatchObject([
      { value: 13.5, unit: 'g/dL', comparator: '<' },
    ]);
    expect(reasons(observation(hemoglobin, { valueString: 'see comment' }))).toEqual([
      'hemoglobin: the value is not a number',
    ]);
  });

  it('without a value or cancelled say so', () => {
    expect(reasons(observation(hemoglobin, { dataAbsentReason: coded('x|error|Error') }))).toEqual([
      'hemoglobin: no value: Error',
    ]);
    expect(reasons(observation(hemoglobin, { status: 'cancelled', valueQuantity: { value: 1 } }))).toEqual([
      'status cancelled: not counted',
    ]);
  });

  it('for infections tell an infection from mere antibodies', () => {
    const surface = coded('loinc|5196-1|Hepatitis B virus surface Ag [Presence] in Serum or Plasma by Immunoassay');
    expect(factsOf('infection', observation(surface, { valueCodeableConcept: coded('sct|260385009') }))).toMatchObject([
      { agent: 'hbv', status: 'negative' },
    ]);
    const antibody = coded('loinc|16128-1|Hepatitis C virus Ab [Presence] in Serum');
    expect(profileOf(observation(antibody, { valueCodeableConcept: coded('sct|10828004') })).facts).toMatchObject([
      { kind: 'finding', topic: 'hcvAntibody', value: 'positive' },
    ]);
  });
});

describe('vital signs', () => {
  it('are read alone and as components of a panel', () => {
    const panel = observation(coded('loinc|85354-9'), {
      component: [
        { code: coded('loinc|8480-6'), valueQuantity: { value: 124, code: 'mm[Hg]' } },
        { code: coded('loinc|8462-4'), valueQuantity: { value: 86, code: 'mm[Hg]' } },
      ],
    });
    expect(
      factsOf(
        'vital',
        panel,
        observation(coded('loinc|29463-7'), { valueQuantity: { value: 155, unit: 'lb', code: '[lb_av]' } }),
      )
        .map((fact) => [fact.measure, fact.value])
        .sort(),
    ).toEqual([
      ['diastolicBp', 86],
      ['systolicBp', 124],
      ['weight', 155],
    ]);
  });
});

describe('the course of the disease', () => {
  it('has a status, in the codes of every release', () => {
    for (const [code, value, expected] of [
      ['loinc|97509-4', 'sct|268910001', 'improved'],
      ['loinc|88040-1', 'sct|385633008', 'improved'],
      ['loinc|97509-4', 'sct|271299001', 'progression'],
      ['loinc|97509-4', 'sct|359746009', 'stable'],
    ] as const)
      expect(factsOf('diseaseStatus', observation(coded(code), { valueCodeableConcept: coded(value) }))).toMatchObject([
        { value: expected },
      ]);
  });

  it('may have no metastasis in its history', () => {
    const history = (value: object) => factsOf('metastasis', observation(coded('sct|1287652008'), value));
    expect(history({ valueBoolean: false })).toMatchObject([{ site: 'any', present: false, status: 'history' }]);
    expect(history({ valueBoolean: true })).toMatchObject([{ present: true }]);
    expect(history({})).toEqual([]);
  });

  it('has scales: Gleason with its grade group, Deauville, risk groups, grades', () => {
    const gleason = coded(
      'sct|1279718003|International Society of Urological Pathology grade group 4 (Gleason score 3 + 5 = 8) (qualifier value)',
    );
    expect(
      factsOf('scale', observation(coded('sct|385377005'), { valueCodeableConcept: gleason })).map((fact) => [
        fact.name,
        fact.value,
      ]),
    ).toEqual([
      ['gleason', 8],
      ['isup', 4],
    ]);
    expect(factsOf('scale', observation(coded('sct|708895006'), { valueInteger: 5 }))).toMatchObject([
      { name: 'deauville', value: 5 },
    ]);
    expect(
      factsOf(
        'scale',
        observation(coded('ncit|C167435'), { valueCodeableConcept: coded('ncit|C122458|High Risk Acute Leukemia') }),
      ),
    ).toMatchObject([{ name: 'allRisk', value: 'high' }]);
  });

  it('has a tumor size, the largest of its components, in millimetres', () => {
    const size = observation(coded('loinc|21889-1'), {
      component: [
        { code: coded('loinc|33728-7'), valueQuantity: { value: 1.2, code: 'cm' } },
        { code: coded('loinc|33729-5'), valueQuantity: { value: 0.5, code: 'cm' } },
      ],
    });
    expect(factsOf('finding', size)).toMatchObject([{ topic: 'tumorSizeMm', value: 12 }]);
  });
});

it('smoking status is read from SNOMED CT and LOINC answers', () => {
  for (const [value, status] of [
    ['sct|449868002', 'current'],
    ['sct|8517006', 'former'],
    ['loinc|LA18978-9', 'never'],
  ] as const)
    expect(
      factsOf('smoking', observation(coded('loinc|72166-2'), { valueCodeableConcept: coded(value) })),
    ).toMatchObject([{ status }]);
});

it('a date that cannot be is no date, and never costs the value', () => {
  for (const date of ['2024-02-31x', '2024-13-01', 'yesterday', '20240501', 7]) {
    const [fact] = factsOf(
      'performance',
      observation(coded('loinc|89247-1'), { valueInteger: 1, effectiveDateTime: date }),
    );
    expect(fact).toMatchObject({ value: 1 });
    expect(fact).not.toHaveProperty('date');
  }
});
