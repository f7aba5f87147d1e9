import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningService, startService } from '../support/service.js';

const IMPORT = `mutation ($bundle: JSON!) { importPatient(bundle: $bundle) {
  __typename
  ... on ImportedPatient { patient { id cancers profile { facts { kind text } unmapped { why resource code } } } }
  ... on InvalidRecord { code message } } }`;

const patient = { resourceType: 'Patient', id: 'p1', gender: 'female', birthDate: '1961-03' };
const breastCancer = {
  resourceType: 'Condition',
  id: 'c1',
  subject: { reference: 'Patient/p1' },
  code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'C50.911' }] },
};
const bundleOf = (...resources: unknown[]) => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: resources.map((resource) => ({ resource })),
});

describe('bad input gets one clear answer', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await startService({ seeded: false, env: { MAX_RECORD_MB: '1' } });
  });
  afterAll(() => service.close());

  const importOf = async (bundle: unknown) => {
    const { data } = await service.query<{ importPatient: Record<string, unknown> }>(IMPORT, { bundle });
    return data.importPatient;
  };

  it('a body that is no JSON is 400 with a code and no stack', async () => {
    const answer = await service.http.post('/graphql').set('content-type', 'application/json').send('{"query": ');
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({
      errors: [{ message: 'the request body is not JSON', extensions: { code: 'BAD_REQUEST' } }],
    });
  });

  it('a body over the limit is 413 and names the limit', async () => {
    const answer = await service.http
      .post('/graphql')
      .send({ query: IMPORT, variables: { bundle: { text: 'x'.repeat(1_100_000) } } });
    expect(answer.status).toBe(413);
    expect(answer.text).toContain('1 MiB');
    expect(answer.text).not.toMatch(/ at .*\.js/);
  });

  it.each([
    ['no FHIR', { hello: 'world' }, 'notFhir'],
    ['a Bundle without a Patient', bundleOf(breastCancer), 'noPatient'],
    ['two Patients', bundleOf(patient, { ...patient, id: 'p2' }), 'severalPatients'],
  ])('%s is a typed error', async (_name, bundle, code) => {
    expect(await importOf(bundle)).toMatchObject({ __typename: 'InvalidRecord', code });
  });

  it('an unknown resource type, an unknown code system, an invalid date and a broken resource cost nothing else of the record', async () => {
    const answer = await importOf(
      bundleOf(
        patient,
        breastCancer,
        { resourceType: 'Spaceship', id: 's1' },
        { ...breastCancer, id: 'c2', code: { coding: [{ system: 'urn:local:codes', code: 'X-1' }] } },
        { ...breastCancer, id: 'c3', onsetDateTime: 'the day after tomorrow' },
        { resourceType: 'Observation', id: 'o1', code: 7, component: 'none' },
        null,
      ),
    );
    expect(answer).toMatchObject({ __typename: 'ImportedPatient' });
    const { profile, cancers } = (
      answer as { patient: { cancers: string[]; profile: { unmapped: { resource: string }[] } } }
    ).patient;
    expect(cancers.join()).toMatch(/breast/i);
    expect(profile.unmapped.map((entry) => entry.resource)).toContain('Condition/c2');
  });

  it('an unknown field of the schema is a validation error with a stable code', async () => {
    const { status, errors } = await service.query('{ patients { nonsense } }');
    expect(status).toBe(400);
    expect(errors?.[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('a variable that is missing or of the wrong type is bad input that names it', async () => {
    const query = 'query ($id: ID!) { trial(id: $id) { id } }';
    for (const variables of [{}, { id: { a: 1 } }]) {
      const { status, errors } = await service.query(query, variables);
      expect({ status, code: errors?.[0]?.extensions.code }).toEqual({ status: 400, code: 'BAD_USER_INPUT' });
      expect(errors?.[0]?.message).toContain('$id');
    }
  });

  it('page sizes out of bounds and foreign cursors are refused', async () => {
    for (const args of ['first: 0', 'first: 99999999', 'after: "%%"']) {
      const { errors } = await service.query(`{ patients(${args}) { totalCount } }`);
      expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    }
  });

  it('a match needs exactly one of id and bundle, and says when the patient is not there', async () => {
    const none = await service.query('{ matchTrials(patient: {}) { __typename } }');
    expect(none.errors?.[0]?.message).toContain('either id or bundle');
    const absent = await service.query(
      '{ matchTrials(patient: { id: "nobody" }) { ... on PatientNotFound { id message } } }',
    );
    expect(absent.data).toEqual({ matchTrials: { id: 'nobody', message: 'no stored patient has this id' } });
  });
});
