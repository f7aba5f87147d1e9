import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningService, startService } from '../support/service.js';
import { tokenEnv, tokenOf } from '../support/tokens.js';

const MATCH = '{ matchTrials(patient: { id: "nobody" }) { __typename } }';
const PULL = 'mutation { pullPatient(server: "https://fhir.example", id: "p") { __typename } }';

describe('check 20: more than can be done', () => {
  describe('budgets of a client', () => {
    let service: RunningService;
    beforeAll(async () => {
      service = await startService({
        seeded: false,
        env: { ...tokenEnv, READS_PER_MINUTE: '20', MATCHES_PER_MINUTE: '3', PULLS_PER_MINUTE: '1' },
      });
    });
    afterAll(() => service.close());

    const as = async (subject: string) => {
      const token = await tokenOf({ roles: ['coordinator'], subject });
      return (query: string) => service.http.post('/graphql').set('authorization', `Bearer ${token}`).send({ query });
    };

    it('are told with every answer, and refused with 429 and Retry-After once they are spent', async () => {
      const send = await as('reader');
      const first = await send('{ __typename }');
      expect(first.headers['ratelimit-policy']).toBe('"reads";q=20;w=60, "matches";q=3;w=60, "pulls";q=1;w=60');
      expect(first.headers['ratelimit']).toMatch(/^"reads";r=19;t=\d+$/);
      for (let i = 1; i < 20; i++) expect((await send('{ __typename }')).status).toBe(200);
      const refused = await send('{ __typename }');
      expect(refused.status).toBe(429);
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      expect(refused.headers['ratelimit']).toMatch(/^"reads";r=0;t=\d+$/);
      expect(refused.body).toMatchObject({ errors: [{ extensions: { code: 'TOO_MANY_REQUESTS' } }] });
    });

    it('count matches and pulls apart, each field of an operation once', async () => {
      const send = await as('matcher');
      const twice = await send(
        '{ a: matchTrials(patient: { id: "nobody" }) { __typename } b: matchTrials(patient: { id: "nobody" }) { __typename } }',
      );
      expect(twice.status).toBe(200);
      expect(twice.headers['ratelimit']).toMatch(/"matches";r=1;/);
      expect((await send(MATCH)).status).toBe(200);
      const refused = await send(MATCH);
      expect(refused.status).toBe(429);
      expect(refused.body).toMatchObject({ errors: [{ extensions: { code: 'TOO_MANY_REQUESTS' } }] });
      expect(refused.body).not.toHaveProperty('data');
      expect((await send('{ __typename }')).status).toBe(200);
      expect((await send(PULL)).status).toBe(200);
      expect((await send(PULL)).status).toBe(429);
    });

    it('hold for the FHIR interface too, in its own words', async () => {
      const token = await tokenOf({ roles: ['portal'], subject: 'ehr' });
      const send = () =>
        service.http
          .post('/fhir/ResearchStudy/$match')
          .set('authorization', `Bearer ${token}`)
          .send({ resourceType: 'Parameters', parameter: [] });
      for (let i = 0; i < 3; i++) expect((await send()).status).toBe(400);
      const refused = await send();
      expect(refused.status).toBe(429);
      expect(refused.headers['retry-after']).toBeDefined();
      expect(JSON.parse(refused.text)).toMatchObject({ resourceType: 'OperationOutcome' });
    });

    it('are of each client alone', async () => {
      const send = await as('somebody else');
      expect((await send('{ __typename }')).headers['ratelimit']).toMatch(/^"reads";r=19;/);
    });

    it('do not bind whoever asks whether the service lives', async () => {
      for (let i = 0; i < 30; i++) expect((await service.http.get('/health/live')).status).toBe(200);
    });
  });

  it('work beyond what is in flight is refused with 503 and Retry-After, health answers, and room comes back', async () => {
    const service = await startService({ seeded: false, env: { MAX_IN_FLIGHT: '2' } });
    try {
      const [hostname, port] = service.host.split(':');
      // Requests whose body never ends stay in flight.
      const held = await Promise.all(
        [1, 2].map(
          () =>
            new Promise<ReturnType<typeof request>>((resolve) => {
              const open = request({
                hostname,
                port,
                path: '/graphql',
                method: 'POST',
                headers: { 'content-type': 'application/json' },
              });
              open.on('error', () => undefined);
              open.write('{"query": ', () => resolve(open));
            }),
        ),
      );
      let refused = await service.http.post('/graphql').send({ query: '{ __typename }' });
      for (let i = 0; refused.status === 200 && i < 100; i++)
        refused = await service.http.post('/graphql').send({ query: '{ __typename }' });
      expect(refused.status).toBe(503);
      expect(refused.headers['retry-after']).toBe('1');
      expect(refused.body).toMatchObject({ errors: [{ extensions: { code: 'OVERLOADED' } }] });
      expect((await service.http.post('/fhir/ResearchStudy/$match').send({})).status).toBe(503);
      expect((await service.http.get('/health/live')).status).toBe(200);
      for (const open of held) open.destroy();
      let answered = await service.http.post('/graphql').send({ query: '{ __typename }' });
      for (let i = 0; answered.status === 503 && i < 100; i++)
        answered = await service.http.post('/graphql').send({ query: '{ __typename }' });
      expect(answered.status).toBe(200);
    } finally {
      await service.close();
    }
  });
});
