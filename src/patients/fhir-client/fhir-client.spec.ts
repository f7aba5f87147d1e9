import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FhirTestServer } from '../../../test/support/fhir-server.js';
import { FhirClient } from './fhir-client.js';
import { FhirError } from './fhir-error.js';
import type { FhirAuthorization } from './fhir-server.js';

const patient = { resourceType: 'Patient', id: 'p', gender: 'female' };
const about = (resourceType: string, id: string, more: object = {}) => ({
  resourceType,
  id,
  subject: { reference: 'Patient/p' },
  ...more,
});
const record = [
  patient,
  about('Condition', 'c'),
  ...Array.from({ length: 50 }, (_, index) => about('Observation', `o${index}`)),
  about('MedicationRequest', 'm', { medicationReference: { reference: 'Medication/drug' } }),
].map((resource) => ({ resource }));
const library = [{ resource: { resourceType: 'Medication', id: 'drug' } }];

const quick = {
  requestTimeoutMs: 5000,
  totalTimeoutMs: 20_000,
  maxAnswerBytes: 1024 * 1024,
  retryBaseMs: 5,
  maxPages: 10,
  maxRetryAfterMs: 1500,
};
const TOKEN = 'canary-token';

let server: FhirTestServer;
let other: FhirTestServer;

const client = (authorization: FhirAuthorization = { kind: 'bearer', token: TOKEN }, allowPrivateAddress = true) =>
  new FhirClient([{ baseUrl: server.baseUrl, authorization, allowPrivateAddress }], quick);

const codeOf = async (pulling: Promise<unknown>): Promise<string> => {
  try {
    await pulling;
    return 'no error';
  } catch (error) {
    if (error instanceof FhirError) return error.code;
    throw error;
  }
};

beforeAll(async () => {
  other = await FhirTestServer.start({ records: [record], everything: true });
  server = await FhirTestServer.start({ records: [record, library], everything: true, token: TOKEN });
});
afterAll(async () => {
  await server.stop();
  await other.stop();
});
beforeEach(() => {
  server.misbehave(undefined);
  other.misbehave(undefined);
});

describe('pulling a record', () => {
  it('takes $everything page by page, with the Medications that orders refer to', async () => {
    const { bundle, partial } = await client().pull(server.baseUrl, 'p');
    expect(bundle.entry).toHaveLength(record.length + 1);
    expect(partial).toBeUndefined();
    expect(server.seen.filter((one) => one.url.includes('$everything')).length).toBeGreaterThan(1);
  });

  it('searches type by type where the server has no $everything', async () => {
    const plain = await FhirTestServer.start({ records: [record, library], token: TOKEN });
    const pulled = await new FhirClient(
      [{ baseUrl: plain.baseUrl, authorization: { kind: 'bearer', token: TOKEN }, allowPrivateAddress: true }],
      quick,
    ).pull(plain.baseUrl, 'p');
    expect(pulled.bundle.entry).toHaveLength(record.length + 1);
    expect(pulled.partial).toBeUndefined();
    await plain.stop();
  });

  it('marks the record as partial where one type fails for good', async () => {
    const plain = await FhirTestServer.start({ records: [record, library] });
    plain.misbehave({ kind: 'status', status: 500, type: 'Condition' });
    const pulled = await new FhirClient(
      [{ baseUrl: plain.baseUrl, authorization: { kind: 'none' }, allowPrivateAddress: true }],
      quick,
    ).pull(plain.baseUrl, 'p');
    expect(pulled.partial?.why).toBe('Condition: the server answers 500');
    expect(pulled.bundle.entry.some((one) => one.resource.resourceType === 'Observation')).toBe(true);
    await plain.stop();
  });

  it('leaves out what speaks of another patient', async () => {
    server.misbehave({ kind: 'otherPatient' });
    const { bundle } = await client().pull(server.baseUrl, 'p');
    expect(bundle.entry.some((one) => one.resource.id === 'x')).toBe(false);
  });

  it('gets a token by SMART Backend Services and signs its assertion', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES384', { extractable: true });
    const key = { ...(await exportJWK(privateKey)), kid: 'k1', alg: 'ES384' };
    const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES384' }] };
    const smart = await FhirTestServer.start({ records: [record, library], everything: true, token: 'granted', jwks });
    const authorization = { kind: 'backend', clientId: 'eligo', privateKey: key } as const;
    const pulling = new FhirClient([{ baseUrl: smart.baseUrl, authorization, allowPrivateAddress: true }], quick);
    expect((await pulling.pull(smart.baseUrl, 'p')).bundle.entry).toHaveLength(record.length + 1);
    await pulling.pull(smart.baseUrl, 'p');
    expect(smart.seen.filter((one) => one.url.endsWith('/token'))).toHaveLength(1);
    const stranger = {
      ...(await exportJWK((await generateKeyPair('ES384', { extractable: true })).privateKey)),
      kid: 'k1',
      alg: 'ES384',
    };
    const refused = new FhirClient(
      [
        {
          baseUrl: smart.baseUrl,
          authorization: { ...authorization, privateKey: stranger },
          allowPrivateAddress: true,
        },
      ],
      quick,
    );
    expect(await codeOf(refused.pull(smart.baseUrl, 'p'))).toBe('authorizationFailed');
    await smart.stop();
  });
});

describe('a hostile or broken server', () => {
  it('that sends a gzip bomb is cut off', async () => {
    server.misbehave({ kind: 'gzipBomb', megabytes: 16 });
    expect(await codeOf(client().pull(server.baseUrl, 'p'))).toBe('tooLarge');
  });

  it('whose pages never end, or go in a circle, gives a partial record', async () => {
    server.misbehave({ kind: 'endlessNext' });
    expect((await client().pull(server.baseUrl, 'p')).partial?.why).toBe('$everything: more than 10 pages');
    server.misbehave({ kind: 'circularNext' });
    expect((await client().pull(server.baseUrl, 'p')).partial?.why).toBe('$everything: the pages go round in a circle');
  });

  it('that links to another origin is not followed there, and the token stays', async () => {
    for (const url of [
      `${other.baseUrl}/Patient/p/$everything`,
      `${server.origin}.evil.example/fhir/x`,
      `${server.origin}/elsewhere`,
      'file:///etc/passwd',
    ]) {
      server.misbehave({ kind: 'nextTo', url });
      expect((await client().pull(server.baseUrl, 'p')).partial?.why).toBe(
        "$everything: the next page lies outside the server's base",
      );
    }
    expect(other.seen).toEqual([]);
  });

  it('that redirects elsewhere is refused before a request is sent', async () => {
    for (const url of [
      other.baseUrl,
      'http://169.254.169.254/latest/meta-data',
      `${server.origin}/admin`,
      'gopher://x',
    ]) {
      server.misbehave({ kind: 'redirectTo', url });
      expect(await codeOf(client().pull(server.baseUrl, 'p'))).toBe('redirectRefused');
    }
    expect(other.seen).toEqual([]);
  });

  it('that throttles is asked again after the time it names, and not for ever', async () => {
    server.misbehave({ kind: 'status', status: 429, times: 1, retryAfter: '1' });
    const before = Date.now();
    expect((await client().pull(server.baseUrl, 'p')).partial).toBeUndefined();
    expect(Date.now() - before).toBeGreaterThanOrEqual(900);
    server.misbehave({ kind: 'status', status: 503 });
    expect(await codeOf(client().pull(server.baseUrl, 'p'))).toBe('serverError');
    expect(server.seen).toHaveLength(4);
    server.misbehave({ kind: 'status', status: 429, retryAfter: '3600' });
    expect(await codeOf(client().pull(server.baseUrl, 'p'))).toBe('rateLimited');
    expect(server.seen).toHaveLength(1);
  });

  it('that answers 200 with a web page, breaks off or trickles bytes gives a typed error in time', async () => {
    server.misbehave({ kind: 'html' });
    expect(await codeOf(client().pull(server.baseUrl, 'p'))).toBe('notFhir');
    server.misbehave({ kind: 'truncated' });
    expect(await codeOf(client().pull(server.baseUrl, 'p'))).toBe('unreachable');
    server.misbehave({ kind: 'slowBytes', intervalMs: 20 });
    const impatient = new FhirClient(
      [{ baseUrl: server.baseUrl, authorization: { kind: 'bearer', token: TOKEN }, allowPrivateAddress: true }],
      { ...quick, requestTimeoutMs: 200, retries: 1 },
    );
    expect(await codeOf(impatient.pull(server.baseUrl, 'p'))).toBe('timeout');
  });

  it('that sends more resources than a record holds gives a partial one', async () => {
    server.misbehave({ kind: 'manyEntries', count: 300 });
    const bounded = new FhirClient(
      [{ baseUrl: server.baseUrl, authorization: { kind: 'bearer', token: TOKEN }, allowPrivateAddress: true }],
      { ...quick, maxResources: 200 },
    );
    const { bundle, partial } = await bounded.pull(server.baseUrl, 'p');
    expect(bundle.entry).toHaveLength(200);
    expect(partial?.why).toBe('more than 200 resources');
  });
});

describe('an address that is not allowed', () => {
  const publicBase = 'https://fhir.example.org/r4';
  const guarded = new FhirClient([{ baseUrl: publicBase, authorization: { kind: 'bearer', token: TOKEN } }], quick);

  it.each([
    'http://127.0.0.1:1/fhir',
    'http://127.1/',
    'http://0x7f.1/',
    'http://2130706433/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://169.254.169.254/',
    'http://localhost/',
    'file:///etc/passwd',
    'data:text/html,x',
    'gopher://x/',
    'ftp://x/',
    'https://user@fhir.example.org/r4',
    'https://user:pw@fhir.example.org/r4',
    'https://fhir.example.org.evil.example/r4',
    'https://evil.example/https://fhir.example.org/r4',
    'https://fhir.example.org:444/r4',
    'http://fhir.example.org/r4',
    'https://fhir.example.org/r4x',
    'https://fhir.example.org/',
    'https://fhir.example.org/r4/../admin',
    'https://fhir.example.org\\@evil.example/r4',
    '//fhir.example.org/r4',
    '',
    'fhir.example.org/r4',
    'https://FHIR.example.org.:443/r4',
    'https://fhir.example.org%2eevil.example/r4',
  ])('%s is refused', async (url) => {
    expect(await codeOf(guarded.pull(url, 'p'))).toBe('notAllowed');
  });

  it.each([
    'http://127.0.0.1',
    'http://127.1',
    'http://0x7f.1',
    'http://2130706433',
    'http://0177.0.0.1',
    'http://[::1]',
    'http://[::ffff:127.0.0.1]',
    'http://[::ffff:7f00:1]',
    'http://10.1.2.3',
    'http://172.16.0.1',
    'http://192.168.1.1',
    'http://169.254.169.254',
    'http://100.64.0.1',
    'http://0.0.0.0',
    'http://[fe80::1]',
    'http://[fd00::1]',
    'http://[::127.0.0.1]',
    'http://localhost',
  ])('even an allow-listed %s is refused where private addresses are not allowed', async (host) => {
    const base = `${host}:${new URL(server.origin).port}/fhir`;
    const privateClient = new FhirClient([{ baseUrl: base, authorization: { kind: 'bearer', token: TOKEN } }], {
      ...quick,
      retries: 0,
    });
    expect(await codeOf(privateClient.pull(base, 'p'))).toBe('privateAddress');
    expect(server.seen).toEqual([]);
  });

  it('refuses ids that would leave the path', async () => {
    for (const id of ['../Patient', 'a/b', 'p?x=1', '', 'p%2f..'])
      expect(await codeOf(client().pull(server.baseUrl, id))).toBe('badRequest');
    expect(server.seen).toEqual([]);
  });
});
