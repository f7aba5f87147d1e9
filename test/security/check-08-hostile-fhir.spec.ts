import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Attack,
  body,
  endlessBody,
  endlessNext,
  gzipBomb,
  HostileServer,
  oneByteASecond,
  status,
} from '../support/hostile-server.js';
import { isBuilt, type ServiceProcess, startServiceProcess } from '../support/service-process.js';

const PULL = `mutation ($server: String!) { pullPatient(server: $server, id: "p") {
  __typename ... on ImportedPatient { patient { partial profile { facts { kind } } } } ... on PullFailed { failure } ... on InvalidRecord { code } } }`;
const MEGABYTE = 1024 * 1024;
/** What the reference asks for: no more than this above the memory at rest, and an end within this time. */
const MOST_MEMORY = 300 * MEGABYTE;
const LONGEST_MS = 15_000;
/** What a busy machine may add to the budget of the pull. */
const OVERHEAD_MS = 15_000;

interface Pulled {
  __typename: string;
  failure?: string;
  code?: string;
  patient?: { partial: string | null };
}

const PATIENT = '{"resource":{"resourceType":"Patient","id":"p","gender":"female","birthDate":"1960-01-01"}}';
const bundle = (entries: string) => `{"resourceType":"Bundle","type":"searchset","entry":[${entries}]}`;
const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

/** Check 8 of SECURITY.md, against the service in a process of its own. */
describe.skipIf(!isBuilt)('check 8: a hostile FHIR server', () => {
  const hostile = new HostileServer();
  let service: ServiceProcess;
  let base: number;
  const seen = { above: 0, milliseconds: 0 };

  beforeAll(async () => {
    await hostile.start();
    const servers = [{ baseUrl: hostile.baseUrl, allowPrivateAddress: true }];
    service = await startServiceProcess({ env: { FHIR_SERVERS: JSON.stringify(servers) } });
    hostile.attack = body(bundle(PATIENT));
    expect((await pull()).__typename).toBe('ImportedPatient');
    base = service.memory();
  });
  afterAll(async () => {
    const memory = `${Math.round(seen.above / MEGABYTE)} MB above ${Math.round(base / MEGABYTE)} MB`;
    console.info(`check 8, worst: ${memory}, ${(seen.milliseconds / 1000).toFixed(1)} s`);
    await service.stop();
    await hostile.stop();
  });

  const pull = async (): Promise<Pulled> =>
    (await service.query<{ pullPatient: Pulled }>(PULL, { server: hostile.baseUrl })).data.pullPatient;

  /** What came of a pull, how long it took and how much memory it needed at most. */
  async function under(attack: Attack) {
    hostile.attack = attack;
    hostile.requests = 0;
    let most = 0;
    const watch = setInterval(() => (most = Math.max(most, service.memory())), 20);
    const started = performance.now();
    try {
      const answer = await pull();
      most = Math.max(most, service.memory());
      const milliseconds = performance.now() - started;
      seen.above = Math.max(seen.above, most - base);
      seen.milliseconds = Math.max(seen.milliseconds, milliseconds);
      return { answer, milliseconds, above: most - base };
    } finally {
      clearInterval(watch);
    }
  }

  it.each<[string, Attack, Partial<Pulled>]>([
    ['a gzip bomb of 10 MB that is one line of blanks', gzipBomb(10), { failure: 'notFhir' }],
    ['a gzip bomb of 100 MB', gzipBomb(100), { failure: 'tooLarge' }],
    ['a gzip bomb of 1 GB', gzipBomb(1024), { failure: 'tooLarge' }],
    ['a gzip bomb of 10 GB', gzipBomb(10 * 1024), { failure: 'tooLarge' }],
    ['an endless body', endlessBody, { failure: 'tooLarge' }],
    ['one byte a second', oneByteASecond, { failure: 'timeout' }],
    ['silence', () => undefined, { failure: 'timeout' }],
    ['a million entries', body(bundle(`${PATIENT},${'{},'.repeat(999_998)}{}`)), { __typename: 'ImportedPatient' }],
    ['a million resources', body(bundle(Array.from({ length: 1e6 }, (_, i) => `{"resource":{"resourceType":"Basic","id":"${i}"}}`).join(','))), { failure: 'tooLarge' }], // prettier-ignore
    ['JSON of 10,000 levels', body(bundle(PATIENT.replace('"gender"', `"extension":${nested(10_000)},"gender"`))), { code: 'tooDeep' }], // prettier-ignore
    ['JSON of a million levels', body(bundle(nested(1_000_000))), { code: 'noPatient' }],
    ['NaN', body(bundle(PATIENT.replace('"p"', 'NaN'))), { failure: 'notFhir' }],
    ['a web page', body('<!doctype html><title>Log in</title>', 'text/html'), { failure: 'notFhir' }],
    ['FHIR in XML', body('<Bundle xmlns="http://hl7.org/fhir"/>', 'application/fhir+xml'), { failure: 'notFhir' }],
    ['nothing', body(''), { failure: 'notFhir' }],
    ['a storm of 429', status(429, { 'retry-after': '1' }), { failure: 'rateLimited' }],
    ['a demand to wait for an hour', status(429, { 'retry-after': '3600' }), { failure: 'rateLimited' }],
    ['a storm of 503', status(503), { failure: 'serverError' }],
  ])(
    '%s ends in time with a typed answer, and the memory stays',
    { timeout: 60_000 },
    async (_name, attack, expected) => {
      const { answer, milliseconds, above } = await under(attack);
      expect(answer).toMatchObject(expected);
      expect(milliseconds).toBeLessThan(LONGEST_MS + OVERHEAD_MS);
      expect(above).toBeLessThan(MOST_MEMORY);
      // At most one request and three more.
      expect(hostile.requests).toBeLessThanOrEqual(4);
      expect((await fetch(`${service.url}/health/live`)).status).toBe(200);
    },
  );

  it.each<[string, string]>([
    ['pages without end', PATIENT],
    ['large pages without end', `${PATIENT},${'{"resource":{"resourceType":"Basic"}},'.repeat(50_000)}${PATIENT}`],
  ])('%s give a record that says it is partial', { timeout: 60_000 }, async (_name, entries) => {
    const { answer, milliseconds, above } = await under(endlessNext(() => hostile.baseUrl, entries));
    expect(answer.__typename).toBe('ImportedPatient');
    expect(answer.patient?.partial).toEqual(expect.any(String));
    expect(milliseconds).toBeLessThan(LONGEST_MS + OVERHEAD_MS);
    expect(above).toBeLessThan(MOST_MEMORY);
  });

  it('duplicate keys, __proto__ and numbers beyond all bounds change nothing but their own record', async () => {
    const odd = PATIENT.replace(
      '"gender"',
      '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"multipleBirthInteger":1e400,"gender":"male","gender"',
    );
    const { answer } = await under(body(bundle(odd)));
    expect(answer).toMatchObject({ __typename: 'ImportedPatient', patient: { partial: null } });
    const plain = await under(body(bundle(PATIENT)));
    expect(plain.answer).toMatchObject({ __typename: 'ImportedPatient' });
    expect(plain.answer.patient).not.toHaveProperty('polluted');
  });

  it('leaves no error without a type and no crash behind', () => {
    expect(service.child.exitCode).toBeNull();
    expect(service.output()).not.toMatch(/INTERNAL_SERVER_ERROR|unhandled|RangeError/i);
  });
});
