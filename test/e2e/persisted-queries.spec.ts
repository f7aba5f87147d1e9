import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningService, startService } from '../support/service.js';

const hashOf = (query: string) => createHash('sha256').update(query).digest('hex');
const persisted = (query: string) => ({ persistedQuery: { version: 1, sha256Hash: hashOf(query) } });

const TRIALS = 'query ($first: Int!) { trials(first: $first) { totalCount } }';

describe('persisted queries', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await startService({ seeded: false });
  });
  afterAll(() => service.close());

  const post = (body: object) => service.http.post('/graphql').send(body);
  const get = (parameters: Record<string, string>) =>
    service.http.get('/graphql').query(parameters).set('apollo-require-preflight', 'true');
  const byHash = (query: string, variables: object = {}) =>
    get({ extensions: JSON.stringify(persisted(query)), variables: JSON.stringify(variables) });

  it('are known by their hash once they were sent, over POST and GET', async () => {
    const unknown = await post({ extensions: persisted(TRIALS), variables: { first: 1 } });
    expect(unknown.body).toMatchObject({ errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] });
    const registered = await post({ query: TRIALS, extensions: persisted(TRIALS), variables: { first: 1 } });
    expect(registered.body).toEqual({ data: { trials: { totalCount: 0 } } });
    expect((await post({ extensions: persisted(TRIALS), variables: { first: 2 } })).body).toEqual(registered.body);
    const overGet = await byHash(TRIALS, { first: 3 });
    expect(overGet.body).toEqual(registered.body);
    expect(overGet.headers['cache-control']).toBe('no-store');
  });

  it('must have the hash of their text', async () => {
    const { status, body } = await post({ query: '{ __typename }', extensions: persisted(TRIALS) });
    expect({ status, code: (body as { errors: { extensions: object }[] }).errors[0]?.extensions }).toEqual({
      status: 400,
      code: { code: 'BAD_REQUEST' },
    });
  });

  it('are not registered where they break a limit', async () => {
    const query = `{ ${Array.from({ length: 101 }, (_, i) => `a${i}: __typename`).join(' ')} }`;
    expect((await post({ query, extensions: persisted(query) })).status).toBe(400);
    expect((await post({ extensions: persisted(query) })).body).toMatchObject({
      errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
    });
  });

  it('are all that GET takes: no text, no mutation, nothing of a patient, no request that a page of somebody else can send', async () => {
    expect((await get({ query: '{ __typename }' })).status).toBe(400);
    expect((await get({ query: TRIALS, extensions: JSON.stringify(persisted(TRIALS)) })).status).toBe(400);
    const mutation = 'mutation { importPatient(bundle: {}) { __typename } }';
    await post({ query: mutation, extensions: persisted(mutation) });
    expect((await byHash(mutation)).status).toBe(405);
    const patient = 'query ($id: ID!) { patient(id: $id) { id } }';
    await post({ query: patient, extensions: persisted(patient), variables: { id: 'p' } });
    const refused = await byHash(patient, { id: 'p' });
    expect(refused.status).toBe(400);
    expect(refused.body).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
    await post({ query: TRIALS, extensions: persisted(TRIALS), variables: { first: 1 } });
    const simple = await service.http
      .get('/graphql')
      .query({ extensions: JSON.stringify(persisted(TRIALS)), variables: '{"first":1}' });
    expect(simple.status).toBe(400);
  });
});
