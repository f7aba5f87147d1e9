import { describe, expect, it } from 'vitest';
import { coded, factsOf, observation, profileOf, reasons, resource } from '../../../../test/support/patient-record.js';

const condition = (code: object, more: object = {}) => resource('Condition', { code, ...more });

describe('a Condition', () => {
  it('states a cancer by its code, with or without a profile; morphology makes it more specific', () => {
    const lung = coded('sct|254637007|Non-small cell lung cancer (disorder)');
    expect(factsOf('cancer', condition(lung))).toMatchObject([{ role: 'primary', concept: { code: 'NSCLC' } }]);
    const url = 'http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-histology-morphology-behavior';
    const extension = [{ url, valueCodeableConcept: coded('sct|1187332001|Adenocarcinoma (morphologic abnormality)') }];
    expect(factsOf('cancer', condition(lung, { extension }))).toMatchObject([
      { concept: { code: 'LUAD' }, histology: 'Adenocarcinoma' },
    ]);
  });

  it('without a named organ takes it from the body site, with its side', () => {
    const facts = factsOf(
      'cancer',
      condition(coded('sct|363346000|Malignant neoplastic disease (disorder)'), {
        bodySite: [coded('sct|80248007|Left breast structure (body structure)')],
      }),
    );
    expect(facts).toMatchObject([{ concept: { code: 'BRCA' }, site: 'Left breast', laterality: 'left' }]);
  });

  it('of a secondary neoplasm is a metastasis even under the profile for primary cancers', () => {
    const meta = { profile: ['http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-primary-cancer-condition'] };
    const profile = profileOf(condition(coded('sct|94260004|Secondary malignant neoplasm of colon'), { meta }));
    expect(profile.facts).toMatchObject([
      { kind: 'cancer', role: 'secondary' },
      { kind: 'metastasis', site: 'bowel', present: true },
    ]);
    expect(factsOf('metastasis', condition(coded('icd10|C79.31|Secondary malignant neoplasm of brain')))).toMatchObject(
      [{ site: 'brain' }],
    );
    expect(
      factsOf(
        'metastasis',
        condition(coded('sct|128462008'), { bodySite: [coded('sct|10200004|Liver structure (body structure)')] }),
      ),
    ).toMatchObject([{ site: 'liver' }]);
  });

  it.each(['refuted', 'entered-in-error'])('%s does not count', (status) => {
    const refuted = condition(coded('sct|254837009|Malignant neoplasm of breast (disorder)'), {
      verificationStatus: coded(`http://terminology.hl7.org/CodeSystem/condition-ver-status|${status}`),
    });
    expect(profileOf(refuted).facts).toEqual([]);
    expect(reasons(refuted)).toEqual([`verification status ${status}: not counted`]);
  });

  it('of the family or of a suspicion is no cancer of the patient; one of the past is a past one', () => {
    expect(factsOf('cancer', condition({ text: 'Family history of malignant neoplasm of breast' }))).toEqual([]);
    expect(factsOf('cancer', condition(coded('icd10|Z80.3|Family history of malignant neoplasm of breast')))).toEqual(
      [],
    );
    expect(factsOf('cancer', condition({ text: 'Suspected lung cancer' }))).toEqual([]);
    expect(factsOf('cancer', condition({ text: 'History of malignant neoplasm of breast' }))).toMatchObject([
      { clinicalStatus: 'history' },
    ]);
  });

  it('that the vocabulary does not know keeps its code, and is listed as unmapped', () => {
    const profile = profileOf(
      condition(coded('sct|195662009|Acute viral pharyngitis (disorder)'), {
        clinicalStatus: coded('x|resolved'),
        onsetDateTime: '2020-01-02',
        abatementDateTime: '2020-01-09T10:00:00Z',
      }),
    );
    expect(profile.facts).toMatchObject([
      {
        kind: 'condition',
        concept: { code: '195662009', system: 'snomed', name: 'Acute viral pharyngitis' },
        status: 'inactive',
        onset: '2020-01-02',
        abated: '2020-01-09',
      },
    ]);
    expect(profile.unmapped).toMatchObject([
      { code: '195662009', why: expect.stringMatching(/^condition: /) as string },
    ]);
  });

  it('of an infection or a pregnancy is that as well', () => {
    expect(
      factsOf(
        'infection',
        condition(coded('icd10|B20|Human immunodeficiency virus [HIV] disease'), { clinicalStatus: coded('x|active') }),
      ),
    ).toMatchObject([{ agent: 'hiv', status: 'active' }]);
    expect(factsOf('infection', condition({ text: 'Chronic hepatitis B' }))).toMatchObject([{ agent: 'hbv' }]);
    expect(
      factsOf('pregnancy', condition(coded('sct|72892002|Normal pregnancy'), { clinicalStatus: coded('x|active') })),
    ).toMatchObject([{ is: 'pregnant' }]);
    expect(
      factsOf('pregnancy', condition(coded('sct|72892002|Normal pregnancy'), { clinicalStatus: coded('x|resolved') })),
    ).toEqual([]);
  });
});

describe('comorbidities', () => {
  it('absent by an extension of STU3 and STU4 are recorded as absent', () => {
    const url = 'http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-related-condition-absent';
    const grouper = observation(coded('sct|398192003'), {
      extension: [{ url, valueCodeableConcept: coded('sct|414916001|Obesity (disorder)') }],
    });
    expect(factsOf('condition', grouper)).toMatchObject([{ concept: { code: 'obesity' }, present: false }]);
  });

  it('of the Elixhauser panel of STU2 are read category by category; one that refers to a Condition is read there', () => {
    const referred = {
      url: 'http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-comorbid-condition-reference',
      valueReference: { reference: 'Condition/c' },
    };
    const category = (code: string, value: string, more: object = {}) => ({
      code: coded(`x|${code}`),
      valueCodeableConcept: coded(value),
      ...more,
    });
    const panel = observation(coded('x|comorbidities-elixhauser'), {
      component: [
        category('OBESE', 'sct|2667000'),
        category('DEPRESS', 'sct|52101004'),
        category('HTN_UNCX', 'sct|52101004', { extension: [referred] }),
      ],
    });
    const hypertension = { ...condition({ text: 'Hypertension' }), id: 'c' };
    const facts = factsOf('condition', panel, hypertension);
    expect(facts.map((fact) => [fact.concept.code, fact.present])).toEqual(
      expect.arrayContaining([
        ['obesity', false],
        ['depression', true],
        ['hypertension', undefined],
      ]),
    );
    expect(facts).toHaveLength(3);
  });
});

describe('allergies, families and orders', () => {
  it('name the agent with its classes, or the substance', () => {
    const allergy = (code: object, more: object = {}) => ({
      resourceType: 'AllergyIntolerance',
      id: 'a',
      patient: { reference: 'Patient/p' },
      code,
      ...more,
    });
    expect(factsOf('allergy', allergy({ text: 'paclitaxel' }))).toMatchObject([
      { to: 'paclitaxel', classes: expect.arrayContaining(['taxane']) as string[] },
    ]);
    expect(factsOf('allergy', allergy(coded('sct|264287008|Animal dander (substance)')))).toMatchObject([
      { to: 'Animal dander' },
    ]);
    expect(factsOf('allergy', allergy({ text: 'paclitaxel' }, { verificationStatus: coded('x|refuted') }))).toEqual([]);
    expect(factsOf('allergy', allergy(coded('sct|716186003|No known allergy')))).toEqual([]);
  });

  it('give the reason of a test as a provisional cancer only where no Condition states one', () => {
    const order = resource('ServiceRequest', {
      status: 'completed',
      reasonCode: [
        coded(
          'icd10|C34.9|Malignant neoplasm of unspecified part of bronchus or lung',
          'http://terminology.hl7.org/CodeSystem/icd-o-3|8140/3|Adenocarcinoma, NOS',
        ),
      ],
    });
    expect(factsOf('cancer', order)).toMatchObject([{ concept: { code: 'LUAD' }, verification: 'provisional' }]);
    expect(factsOf('cancer', order, condition(coded('sct|254837009|Malignant neoplasm of breast')))).toHaveLength(1);
  });
});
