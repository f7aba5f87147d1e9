import { describe, expect, it } from 'vitest';
import { coded, factsOf, profileOf, reasons, resource } from '../../../../test/support/patient-record.js';

const doxorubicin = {
  medicationCodeableConcept: coded('rxnorm|1790099|10 ML doxorubicin hydrochloride 2 MG/ML Injection'),
};
const order = (more: object) => resource('MedicationRequest', { status: 'active', intent: 'order', ...more });
const given = (date: string, more: object = {}) =>
  resource('MedicationAdministration', { status: 'completed', effectiveDateTime: date, ...doxorubicin, ...more });

describe('drugs of a record', () => {
  it('ordered, given and stated are one course, from the first to the last day it was given', () => {
    const facts = factsOf(
      'therapy',
      order({ medicationCodeableConcept: coded('rxnorm|3639|DOXOrubicin'), authoredOn: '2018-04-12' }),
      given('2018-04-22'),
      given('2018-05-13'),
      resource('MedicationStatement', { status: 'completed', effectiveDateTime: '2018-04-22', ...doxorubicin }),
    );
    expect(facts).toMatchObject([
      {
        agents: ['doxorubicin'],
        modality: 'chemotherapy',
        start: '2018-04-22',
        end: '2018-05-13',
        result: 'completed',
      },
    ]);
    expect(facts[0]).not.toHaveProperty('ongoing');
  });

  it('given again after more than half a year are two courses', () => {
    expect(factsOf('therapy', given('2018-04-22'), given('2019-04-22'))).toHaveLength(2);
  });

  it('go on where only an open order or an active statement shows them', () => {
    expect(
      factsOf(
        'therapy',
        order({ medicationCodeableConcept: coded('rxnorm|84857|anastrozole'), authoredOn: '2018-09-30' }),
      ),
    ).toMatchObject([{ agents: ['anastrozole'], modality: 'endocrine', start: '2018-09-30', ongoing: true }]);
  });

  it.each([
    ['MedicationRequest', { status: 'cancelled' }],
    ['MedicationRequest', { status: 'draft' }],
    ['MedicationRequest', { status: 'active', intent: 'proposal' }],
    ['MedicationRequest', { status: 'active', doNotPerform: true }],
    ['MedicationAdministration', { status: 'not-done' }],
    ['MedicationStatement', { status: 'not-taken' }],
    ['MedicationDispense', { status: 'declined' }],
    ['MedicationStatement', { status: 'entered-in-error' }],
  ])('of a %s with %o were not had, and the record says why', (type, more) => {
    const profile = profileOf(resource(type, { ...doxorubicin, ...more }));
    expect(profile.facts).toEqual([]);
    expect(profile.unmapped[0]?.why).toMatch(/not (?:counted|ordered)/);
  });

  it('stopped for intolerance say so', () => {
    expect(
      factsOf(
        'therapy',
        order({
          status: 'stopped',
          ...doxorubicin,
          authoredOn: '2019-05-15',
          statusReason: coded('sct|407563006|Treatment not tolerated (situation)'),
        }),
      ),
    ).toMatchObject([{ result: 'intolerant' }]);
  });

  it('in a referenced or contained Medication are found', () => {
    const medication = { resourceType: 'Medication', id: 'm', code: coded('rxnorm|56946|PACLitaxel') };
    expect(
      factsOf(
        'therapy',
        medication,
        order({ authoredOn: '2020-01-01', medicationReference: { reference: 'Medication/m' } }),
      ),
    ).toMatchObject([{ agents: ['paclitaxel'] }]);
    expect(
      factsOf(
        'therapy',
        order({ authoredOn: '2020-01-01', contained: [medication], medicationReference: { reference: '#m' } }),
      ),
    ).toMatchObject([{ agents: ['paclitaxel'] }]);
  });

  it('that only support the treatment are medication, not therapy', () => {
    const forCancer = {
      reasonCode: [coded('sct|254837009|Malignant neoplasm of breast (disorder)')],
      authoredOn: '2020-01-01',
    };
    const levofloxacin = order({ ...forCancer, medicationCodeableConcept: { text: 'levofloxacin' } });
    expect(factsOf('therapy', levofloxacin)).toEqual([]);
    expect(factsOf('medication', levofloxacin)).toMatchObject([{ agents: ['levofloxacin'], active: true }]);
    const prednisone = order({ ...forCancer, medicationCodeableConcept: { text: 'prednisone' } });
    expect(profileOf(prednisone).facts.map((fact) => fact.kind)).toEqual(['medication', 'therapy']);
  });

  it('that the vocabulary does not know go to unmapped', () => {
    expect(reasons(order({ medicationCodeableConcept: { text: 'drug of tomorrow' } }))[0]).toMatch(/^drug: /);
  });
});

describe('treatments recorded as procedures', () => {
  const session = (date: string, more: object = {}) =>
    resource('Procedure', {
      status: 'completed',
      code: coded('sct|33195004|Teleradiotherapy procedure (procedure)'),
      performedPeriod: { start: date, end: date },
      ...more,
    });

  it('are one course of radiotherapy, however many sessions it has', () => {
    expect(factsOf('therapy', session('2020-01-06'), session('2020-01-07'), session('2020-02-14'))).toMatchObject([
      { modality: 'radiation', start: '2020-01-06', end: '2020-02-14' },
    ]);
  });

  it('are radiotherapy under the names of every release', () => {
    for (const code of [
      'sct|1217123003',
      'http://hl7.org/fhir/us/mcode/CodeSystem/snomed-requested-cs|USCRS-33529',
      'sct|152198000|Brachytherapy (procedure)',
    ])
      expect(factsOf('therapy', session('2020-01-06', { code: coded(code) }))).toMatchObject([
        { modality: 'radiation' },
      ]);
    const byProfile = session('2020-01-06', {
      code: coded('http://example.org/local|77'),
      meta: { profile: ['http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-radiotherapy-course-summary'] },
    });
    expect(factsOf('therapy', byProfile)).toMatchObject([{ modality: 'radiation' }]);
  });

  it('as infusions without a drug are the chemotherapy that the drugs of that time show', () => {
    const infusion = resource('Procedure', {
      status: 'completed',
      code: coded('sct|367336001|Chemotherapy (procedure)'),
      performedDateTime: '2018-04-22',
    });
    expect(factsOf('therapy', infusion, given('2018-04-22'))).toMatchObject([{ agents: ['doxorubicin'] }]);
    expect(factsOf('therapy', infusion)).toMatchObject([{ agents: [], modality: 'chemotherapy' }]);
  });

  it('as surgery for the cancer are a procedure and a therapy; a biopsy or a scan is a procedure only', () => {
    const surgery = resource('Procedure', {
      status: 'completed',
      code: coded('sct|392021009|Lumpectomy of breast (procedure)'),
      performedDateTime: '2019-03-01',
      reasonCode: [coded('sct|254837009|Malignant neoplasm of breast')],
    });
    expect(profileOf(surgery).facts).toMatchObject([
      { kind: 'procedure', procedure: 'surgery' },
      { kind: 'therapy', modality: 'surgery', start: '2019-03-01' },
    ]);
    const scan = resource('Procedure', { status: 'completed', code: coded('sct|71651007|Mammography (procedure)') });
    expect(profileOf(scan).facts).toMatchObject([{ kind: 'procedure', procedure: 'imaging' }]);
    expect(reasons({ ...surgery, status: 'not-done' })).toEqual(['status not-done: not counted']);
  });

  it('as operations say how much they were where their name tells', () => {
    const magnitudes = ['Craniotomy', 'Excision of skin lesion', 'Partial mastectomy', 'Lumpectomy of breast'].map(
      (text) => {
        const procedure = resource('Procedure', {
          status: 'completed',
          code: { text },
          performedDateTime: '2019-03-01',
        });
        const [fact] = profileOf(procedure).facts;
        return fact?.kind === 'procedure' ? (fact.magnitude ?? 'open') : fact?.kind;
      },
    );
    expect(magnitudes).toEqual(['major', 'minor', 'open', 'open']);
  });

  it('as transplants say whose stem cells were given; a kidney is no bone marrow', () => {
    const transplant = (display: string, performedDateTime: string) =>
      resource('Procedure', { status: 'completed', code: { text: display }, performedDateTime });
    const facts = factsOf(
      'therapy',
      transplant('Autologous hematopoietic stem cell transplantation', '2018-04-22'),
      transplant('Transplantation of allogeneic hematopoietic stem cell', '2018-05-22'),
      transplant('Bone marrow transplantation', '2020-01-07'),
    );
    const found = facts.map((fact) => [fact.modality, ...fact.classes]);
    expect(found).toEqual([
      ['transplant', 'autologousStemCellTransplant'],
      ['transplant', 'allogeneicStemCellTransplant'],
      ['transplant'],
    ]);
    expect(profileOf(transplant('Transplantation of kidney', '2019-01-01')).facts).toMatchObject([
      { kind: 'procedure', procedure: 'organTransplant' },
    ]);
  });
});
