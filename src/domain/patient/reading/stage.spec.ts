import { describe, expect, it } from 'vitest';
import { coded, factsOf, observation, profileOf, reasons, resource } from '../../../../test/support/patient-record.js';
import { currentStage } from '../selection/current-stage.js';

const breast = resource('Condition', {
  id: 'breast',
  code: coded('sct|254837009|Malignant neoplasm of breast (disorder)'),
  onsetDateTime: '2024-04-01',
});

describe('a stage group', () => {
  it.each([
    [
      'the LOINC code of STU1 and STU2',
      coded('loinc|21908-9'),
      coded('sct|261614003|Stage 2A (qualifier value)'),
      'IIA',
      'clinical',
    ],
    [
      'the SNOMED code of STU4',
      coded('sct|399588009'),
      coded('sct|1222769001|American Joint Committee on Cancer stage IIB (qualifier value)'),
      'IIB',
      'pathologic',
    ],
    ['AJCC notation', coded('loinc|21902-2'), coded('ajcc|3C'), 'IIIC', 'pathologic'],
    ['a code under the wrong system', coded('sct|21908-9'), coded('ajcc|4|IV'), 'IV', 'clinical'],
    ['text alone', coded('loinc|21914-7'), { text: 'Stage IIIA' }, 'IIIA', 'unspecified'],
  ])('is read from %s', (_name, code, value, group, basis) => {
    expect(factsOf('stage', observation(code, { valueCodeableConcept: value }))).toMatchObject([
      { group, system: 'ajcc', basis },
    ]);
  });

  it('takes its system from the code and its edition from the method', () => {
    const method = coded('sct|897275008');
    expect(
      factsOf('stage', observation(coded('loinc|21908-9'), { valueCodeableConcept: coded('ajcc|c2B'), method })),
    ).toMatchObject([{ group: 'IIB', system: 'ajcc', edition: '8' }]);
    expect(
      factsOf(
        'stage',
        observation(coded('sct|385361009'), { valueCodeableConcept: coded('ncit|C96256|FIGO Stage IIIA') }),
      ),
    ).toMatchObject([{ group: 'IIIA', system: 'figo' }]);
    expect(
      factsOf(
        'stage',
        observation(coded('ncit|C139007'), {
          valueCodeableConcept: coded('ncit|C70659|ISS Stage II Plasma Cell Myeloma'),
        }),
      ),
    ).toMatchObject([{ group: 'II', system: 'iss' }]);
  });

  it('of two on one day is the more specific one, and both stay visible', () => {
    const pair = ['sct|258219007|Stage 2 (qualifier value)', 'sct|261614003|Stage 2A (qualifier value)'].map((value) =>
      observation(coded('loinc|21908-9'), { valueCodeableConcept: coded(value) }),
    );
    const profile = profileOf(breast, ...pair);
    expect(profile.facts.filter((fact) => fact.kind === 'stage')).toHaveLength(2);
    expect(currentStage(profile)).toMatchObject({ facts: [{ group: 'IIA' }], conflicting: false });
  });

  it('that disagrees on the newest day is a conflict, not the first of the list', () => {
    const two = ['ajcc|2A', 'ajcc|3B'].map((value) =>
      observation(coded('loinc|21908-9'), { valueCodeableConcept: coded(value) }),
    );
    expect(currentStage(profileOf(...two))).toMatchObject({
      conflicting: true,
      facts: [{ group: 'IIA' }, { group: 'IIIB' }],
    });
  });

  it('of the Condition counts only where no Observation states it or something finer', () => {
    const staged = { ...breast, stage: [{ summary: coded('sct|258219007|Stage 2 (qualifier value)') }] };
    expect(factsOf('stage', staged)).toMatchObject([{ group: 'II', cancer: 'Condition/breast', date: '2024-04-01' }]);
    const finer = observation(coded('loinc|21908-9'), {
      valueCodeableConcept: coded('ajcc|2A'),
      focus: [{ reference: 'Condition/breast' }],
    });
    expect(factsOf('stage', staged, finer)).toMatchObject([
      { group: 'IIA', source: { path: 'Observation.valueCodeableConcept' } },
    ]);
  });

  it('without a value says so', () => {
    const absent = coded('http://terminology.hl7.org/CodeSystem/data-absent-reason|not-applicable|Not Applicable');
    expect(reasons(observation(coded('loinc|21908-9'), { valueCodeableConcept: absent }))).toEqual([
      'stage: no value: Not Applicable',
    ]);
  });
});

describe('a TNM category', () => {
  it.each([
    [
      'a SNOMED finding of STU2',
      'loinc|21905-5',
      coded('sct|23351008|T1 category (finding)', 'ajcc|cT1'),
      { t: 'T1', basis: 'clinical' },
    ],
    [
      'an AJCC code of STU4',
      'sct|371494008',
      coded('sct|1229947003|American Joint Committee on Cancer pN0 (qualifier value)'),
      { n: 'N0', basis: 'pathologic' },
    ],
    ['cancerstaging.org alone', 'loinc|21901-4', coded('ajcc|pM0'), { m: 'M0', basis: 'pathologic' }],
  ])('is read from %s', (_name, code, value, expected) => {
    expect(factsOf('tnm', observation(coded(code), { valueCodeableConcept: value }))).toMatchObject([expected]);
  });

  it('of another axis than its code is left out', () => {
    expect(
      reasons(
        observation(coded('loinc|21905-5'), { valueCodeableConcept: coded('sct|62455006|N0 category (finding)') }),
      ),
    ).toEqual(["TNM: a value of the N axis under another axis' code"]);
  });
});
