import { describe, expect, it } from 'vitest';
import { coded, factsOf, observation, reasons } from '../../../../test/support/patient-record.js';

const er = coded('loinc|85337-4|Estrogen receptor Ag [Presence] in Breast cancer specimen by Immune stain');
const her2Fish = coded('loinc|85318-4|HER2 [Presence] in Breast cancer specimen by FISH');

describe('a tumour marker', () => {
  it.each(['sct|10828004|Positive', 'loinc|LA6576-8', 'loinc|LA9633-4', 'sct|10828004'])(
    'is positive by %s',
    (value) => {
      expect(factsOf('expression', observation(er, { valueCodeableConcept: coded(value) }))).toMatchObject([
        { marker: 'ESR1', is: 'positive' },
      ]);
    },
  );

  it.each(['sct|260385009|Negative', 'loinc|LA6577-6', 'loinc|LA9634-2'])('is negative by %s', (value) => {
    expect(factsOf('expression', observation(er, { valueCodeableConcept: coded(value) }))).toMatchObject([
      { marker: 'ESR1', is: 'negative' },
    ]);
  });

  it('with a coded value and a quantity at once keeps both', () => {
    const both = {
      valueCodeableConcept: coded('sct|10828004'),
      valueQuantity: { value: 10, comparator: '>=', unit: '%' },
    };
    expect(factsOf('expression', observation(er, both))).toMatchObject([
      { is: 'positive', score: { type: 'percent', value: 10, comparator: '>=' } },
    ]);
  });

  it('given as a ratio or as text is a score with its bound, and no answer is made of it', () => {
    expect(factsOf('expression', observation(her2Fish, { valueString: 'greater than 2.2' }))).toEqual([
      expect.objectContaining({ marker: 'ERBB2', score: { type: 'ratio', value: 2.2, comparator: '>' } }),
    ]);
    expect(factsOf('expression', observation(her2Fish, { valueString: 'less than 1.8' }))[0]).not.toHaveProperty('is');
    const ratio = { valueRatio: { numerator: { value: 12 }, denominator: { value: 5 } } };
    expect(factsOf('expression', observation(her2Fish, ratio))).toMatchObject([
      { score: { type: 'ratio', value: 2.4 } },
    ]);
  });

  it('that reports two receptors in one value is two facts', () => {
    const both = coded('loinc|10480-2|Estrogen+Progesterone receptor Ag [Presence] in Tissue by Immune stain');
    expect(
      factsOf('expression', observation(both, { valueCodeableConcept: coded('sct|10828004') })).map((fact) => [
        fact.marker,
        fact.is,
      ]),
    ).toEqual([
      ['ESR1', 'positive'],
      ['PGR', 'positive'],
    ]);
  });

  it('is read by the LOINC code under a misspelt system', () => {
    expect(
      factsOf(
        'expression',
        observation(coded('LOINC|16112-5|Estrogen receptor [Interpretation] in Tissue'), {
          valueCodeableConcept: coded('sct|260385009'),
        }),
      ),
    ).toMatchObject([{ marker: 'ESR1', is: 'negative' }]);
  });

  it('without a value, not performed or entered in error is unknown, never negative', () => {
    expect(reasons(observation(er))).toEqual(['marker ESR1: no value']);
    expect(reasons(observation(er, { valueCodeableConcept: coded('sct|373121007|Test not done') }))).toEqual([
      'marker ESR1: not tested',
    ]);
    expect(
      reasons(observation(er, { status: 'entered-in-error', valueCodeableConcept: coded('sct|10828004') })),
    ).toEqual(['status entered-in-error: not counted']);
  });

  it('of flow cytometry in words is one fact per antigen', () => {
    const report = observation(coded('loinc|101119-6'), {
      valueString: 'positive for CD19 and CD20; negative for CD3',
    });
    expect(factsOf('expression', report).map((fact) => [fact.marker, fact.is])).toEqual(
      expect.arrayContaining([
        ['CD19', 'positive'],
        ['MS4A1', 'positive'],
      ]),
    );
  });
});

describe('a genomic signature', () => {
  it.each([
    ['loinc|LA26203-2|MSI-H', 'high'],
    ['loinc|LA14122-8|Stable', 'stable'],
  ])('MSI %s is %s', (value, is) => {
    expect(
      factsOf('signature', observation(coded('loinc|81695-9'), { valueCodeableConcept: coded(value) })),
    ).toMatchObject([{ name: 'msi', is }]);
  });

  it('TMB has the unit per megabase only where the record says so', () => {
    const tmb = (valueQuantity: object) =>
      factsOf('signature', observation(coded('loinc|94076-7'), { valueQuantity }))[0];
    expect(tmb({ value: 57.1, code: '1/1000000{Base}' })).toMatchObject({
      name: 'tmb',
      value: 57.1,
      unit: '1/1000000{Base}',
    });
    expect(tmb({ value: 25, unit: 'somatic variants per megabase of sequenced DNA', code: '1/1000000' })).toMatchObject(
      { unit: '1/1000000{Base}' },
    );
    expect(tmb({ value: 250 })).not.toHaveProperty('unit');
  });
});
