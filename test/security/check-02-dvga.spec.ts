import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningService, startService } from '../support/service.js';
import { tokenEnv, tokenOf, unsigned } from '../support/tokens.js';

const PULL =
  'mutation ($server: String!, $id: ID!) { pullPatient(server: $server, id: $id) { __typename ... on PullFailed { failure message } } }';
const SEARCH = 'query ($text: String!) { trials(search: $text) { totalCount nodes { id } } }';
const IMPORT =
  'mutation ($bundle: JSON!) { importPatient(bundle: $bundle) { __typename ... on ImportedPatient { patient { id sex } } ... on InvalidRecord { message } } }';
const REFUSED =
  /TOO_COMPLEX|BAD_REQUEST|BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED|GRAPHQL_PARSE_FAILED|FORBIDDEN|UNAUTHENTICATED/;

/** The scenarios of Damn Vulnerable GraphQL Application, each redone as an attack that has to fail. */
describe('check 2: the attacks of DVGA', () => {
  let service: RunningService;
  let guarded: RunningService;
  let inside: Server;
  let reached = 0;
  beforeAll(async () => {
    service = await startService({ seeded: true, env: { NODE_ENV: 'production' } });
    guarded = await startService({ seeded: false, env: { ...tokenEnv, NODE_ENV: 'production' } });
    inside = createServer((_request, response) => {
      reached += 1;
      response.end('{}');
    }).listen(0, '127.0.0.1');
  });
  afterAll(async () => {
    await Promise.all([service.close(), guarded.close()]);
    inside.close();
  });

  const code = async (query: string, variables?: object) =>
    (await service.query(query, variables as Record<string, unknown>)).errors?.[0]?.extensions.code ?? 'answered';

  describe('denial of service', () => {
    it('batching', async () => {
      const { status } = await service.http
        .post('/graphql')
        .send(Array.from({ length: 100 }, () => ({ query: '{ syncStatus { registry } }' })));
      expect(status).toBe(400);
    });
    it('deep recursion', async () => {
      expect(await code(`{ trials { ${'edges { node { '.repeat(7)} id ${'} }'.repeat(7)} } }`)).toMatch(REFUSED);
    });
    it('an expensive field over and over', async () => {
      expect(
        await code(
          `{ ${Array.from({ length: 16 }, (_, i) => `m${i}: matchTrials(patient: { id: "cancer-patient-jenny-m" }, first: 200) { __typename }`).join(' ')} }`,
        ),
      ).toBe('TOO_COMPLEX');
    });
    it('field duplication', async () => {
      expect(await code(`{ trials { ${'totalCount '.repeat(600)} } }`)).toBe('TOO_COMPLEX');
    });
    it('aliases', async () => {
      expect(
        await code(`{ ${Array.from({ length: 100 }, (_, i) => `s${i}: syncStatus { registry }`).join(' ')} }`),
      ).toBe('TOO_COMPLEX');
    });
    it('circular fragments', async () => {
      expect(
        await code('{ trials { ...A } } fragment A on TrialConnection { ...B } fragment B on TrialConnection { ...A }'),
      ).toMatch(REFUSED);
    });
    it('lists within lists', async () => {
      expect(
        await code('{ trials(first: 200) { nodes { sites(first: 200) { facility city state country status } } } }'),
      ).toBe('TOO_COMPLEX');
    });
  });

  describe('information disclosure', () => {
    it('introspection', async () => {
      expect(await code('{ __schema { types { name } } }')).toBe('GRAPHQL_VALIDATION_FAILED');
      expect(await code('{ __type(name: "Patient") { fields { name } } }')).toBe('GRAPHQL_VALIDATION_FAILED');
    });
    it('an interface for explorers', async () => {
      for (const path of ['/graphql', '/graphiql', '/playground', '/altair']) {
        const { text } = await service.http.get(path).set('accept', 'text/html');
        expect(text).not.toMatch(/graphiql|playground|altair|sandbox/i);
      }
    });
    it('field suggestions', async () => {
      const { errors } = await service.query('{ patiens { totalCount } }');
      expect(JSON.stringify(errors)).not.toMatch(/did you mean|patients/i);
    });
    it('stack traces', async () => {
      const { text } = await service.http.post('/graphql').send({ query: SEARCH, variables: { text: { a: 1 } } });
      expect(text).not.toMatch(/node_modules|\.[jt]s:\d+| at /);
    });
    it('server-side request forgery', async () => {
      const { port } = inside.address() as AddressInfo;
      for (const server of [
        `http://127.0.0.1:${port}`,
        `http://localhost:${port}`,
        `http://0x7f.1:${port}`,
        'http://169.254.169.254/latest/meta-data',
        'file:///etc/passwd',
        `gopher://127.0.0.1:${port}`,
      ]) {
        const { data } = await service.query<{ pullPatient: object }>(PULL, { server, id: 'p' });
        expect(data.pullPatient).toMatchObject({ __typename: 'PullFailed', failure: 'notAllowed' });
      }
      expect(reached).toBe(0);
    });
  });

  describe('injection', () => {
    const hostile = [
      "'; DROP TABLE trial; --",
      '" OR ""="',
      "%' OR 1=1 --",
      '$(touch /tmp/owned)',
      '`id`',
      '| cat /etc/passwd',
      '\u0000',
      '\r\n{"level":60}',
    ];
    it('SQL and the search language', async () => {
      const before = (await service.query<{ trials: { totalCount: number } }>('{ trials { totalCount } }')).data.trials
        .totalCount;
      for (const text of hostile) {
        const { data, errors } = await service.query<{ trials: { totalCount: number } } | null>(SEARCH, { text });
        if (errors) expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
        else expect(data?.trials.totalCount).toBeLessThan(before);
      }
      const after = (await service.query<{ trials: { totalCount: number } }>('{ trials { totalCount } }')).data.trials
        .totalCount;
      expect(after).toBe(before);
    });
    it('ids: commands, paths and SQL name nothing', async () => {
      for (const id of [...hostile, '../../etc/passwd', '..%2f..%2fetc%2fpasswd']) {
        const { data } = await service.query<object>(
          'query ($id: ID!) { trial(id: $id) { id } patient(id: $id) { id } }',
          { id },
        );
        expect(data).toEqual({ trial: null, patient: null });
      }
    });
    it('HTML and scripts stay data: answers are JSON that no browser renders', async () => {
      const bundle = {
        resourceType: 'Bundle',
        type: 'collection',
        entry: [
          {
            resource: { resourceType: 'Patient', id: 'x"><img onerror=alert(1)>', gender: '<script>alert(1)</script>' },
          },
        ],
      };
      const { headers } = await service.http.post('/graphql').send({ query: IMPORT, variables: { bundle } });
      expect(headers['content-type']).toContain('application/json');
      expect(headers['x-content-type-options']).toBe('nosniff');
    });
    it('prototype pollution', async () => {
      const bundle = JSON.parse(
        '{"resourceType":"Bundle","type":"collection","__proto__":{"polluted":1},"entry":[{"resource":{"resourceType":"Patient","id":"pp","constructor":{"prototype":{"polluted":1}}}}]}',
      ) as object;
      await service.http
        .post('/graphql')
        .set('content-type', 'application/json')
        .send(JSON.stringify({ query: IMPORT, variables: { bundle } }));
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    });
  });

  describe('authorization', () => {
    const as = (token: string, query: string) =>
      guarded.http.post('/graphql').set('authorization', `Bearer ${token}`).send({ query });
    it('forged tokens', async () => {
      const token = await tokenOf({ roles: ['portal'] });
      const [header, , signature] = token.split('.');
      const claims = Buffer.from(JSON.stringify({ sub: 'x', roles: ['admin'], exp: 4e9 })).toString('base64url');
      for (const forged of [unsigned(token), `${header}.${claims}.${signature}`, `${header}.${claims}.`, 'x'])
        expect((await as(forged, '{ patients { totalCount } }')).status).toBe(401);
    });
    it('deny lists are no help: operation names and aliases hide nothing', async () => {
      const portal = await tokenOf({ roles: ['portal'] });
      for (const query of [
        'query trials { patients { totalCount } }',
        '{ trials: patients { totalCount } }',
        '{ ...F } fragment F on Query { patients { totalCount } }',
        'query a { syncStatus { registry } } query b { __typename }',
      ])
        expect((await as(portal, query)).text).toMatch(/FORBIDDEN|OPERATION_RESOLUTION_FAILURE/);
    });
    it('weak protection of queries: whoever has no token asks for nothing', async () => {
      for (const query of [
        '{ __typename }',
        '{ trials { totalCount } }',
        IMPORT.replace('$bundle: JSON!', '$bundle: JSON = {}'),
      ])
        expect((await guarded.http.post('/graphql').send({ query })).status).toBe(401);
    });
    it('writing files: nothing of a request names one', async () => {
      expect(await code('mutation { uploadPaste(filename: "../../x", content: "y") }')).toBe(
        'GRAPHQL_VALIDATION_FAILED',
      );
    });
  });

  it('spoofed logs: a hostile operation name is one answer', async () => {
    const { status } = await service.http
      .post('/graphql')
      .send({ query: 'query a { __typename }', operationName: 'a\r\n{"level":60,"msg":"forged"}' });
    expect(status).toBe(400);
  });
});
