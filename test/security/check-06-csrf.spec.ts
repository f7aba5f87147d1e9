import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningService, startService } from '../support/service.js';
import { RawClient } from '../support/web-socket.js';

const QUERY = '{ __typename }';
const IMPORT = 'mutation { importPatient(bundle: {}) { __typename } }';

describe('check 6: requests that a page of somebody else can make a browser send', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await startService({ seeded: false });
  });
  afterAll(() => service.close());

  it.each([
    ['text/plain', JSON.stringify({ query: QUERY })],
    ['application/x-www-form-urlencoded', `query=${encodeURIComponent(QUERY)}`],
    [
      'multipart/form-data; boundary=x',
      `--x\r\nContent-Disposition: form-data; name="operations"\r\n\r\n{"query":"${QUERY}"}\r\n--x--\r\n`,
    ],
  ])('POST as %s is refused', async (type, body) => {
    const { status, text } = await service.http.post('/graphql').set('content-type', type).send(body);
    expect(status).toBe(400);
    expect(text).not.toContain('"data"');
  });

  it('a mutation over GET is refused, with and without a preflight', async () => {
    for (const headers of [{}, { 'apollo-require-preflight': 'true' }, { 'content-type': 'application/json' }]) {
      const { status, text } = await service.http.get('/graphql').query({ query: IMPORT }).set(headers);
      expect(status).toBe(400);
      expect(text).not.toContain('"data"');
    }
  });

  it('the FHIR and CDS Hooks interfaces take JSON only', async () => {
    for (const path of ['/fhir/ResearchStudy/$match', '/getClinicalTrial', '/cds-services/eligo-trial-match']) {
      const { status } = await service.http
        .post(path)
        .set('content-type', 'text/plain')
        .send('{"resourceType":"Bundle"}');
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    }
  });

  it('a request of another origin does not act as the user of this machine', async () => {
    const { status } = await service.http
      .post('/graphql')
      .set('origin', 'https://evil.example')
      .send({ query: '{ patients { totalCount } }' });
    expect(status).toBe(401);
  });

  it('a WebSocket of another origin is refused', async () => {
    await expect(RawClient.open(service.host, { origin: 'https://evil.example' })).rejects.toThrow('403');
  });
});
