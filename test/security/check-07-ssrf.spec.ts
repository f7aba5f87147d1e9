import { createServer, type Server, type Socket } from 'node:net';
import type * as dnsModule from 'node:dns';
import { lookup, type LookupAddress } from 'node:dns';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { patientSeeds } from '../../src/reference-data/patient-seeds.js';
import { FhirTestServer } from '../support/fhir-server.js';
import { type RunningService, startService } from '../support/service.js';

vi.mock('node:dns', async (original) => {
  const dns = await original<typeof dnsModule>();
  return { ...dns, lookup: vi.fn(dns.lookup) };
});

const PULL = `mutation ($server: String!, $id: ID!) { pullPatient(server: $server, id: $id) {
  __typename ... on ImportedPatient { patient { partial } } ... on PullFailed { failure message } ... on InvalidRecord { message } } }`;
const TOKEN = 'the-token-of-the-hospital';
const REBOUND = 'rebound.example';

interface Pulled {
  __typename: string;
  failure?: string;
  message?: string;
  patient?: { partial: string | null };
}
type SampleRecord = { entry: { resource: { resourceType: string; id?: string } }[] };
const jenny = patientSeeds().find((seed) => JSON.stringify(seed).includes('cancer-patient-jenny-m')) as SampleRecord;
const PATIENT = 'cancer-patient-jenny-m';

/** Spellings of addresses of this machine and of networks that are not public. */
const PRIVATE_HOSTS = [
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '0x7f.1',
  '0x7f000001',
  '2130706433',
  '017700000001',
  '0177.0.0.1',
  '127.255.255.254',
  '0.0.0.0',
  '0',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[2002:7f00:1::]',
  '[fe80::1]',
  '[fd00::1]',
  '10.1.2.3',
  '172.16.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '2852039166',
  '[::ffff:169.254.169.254]',
  '100.64.0.1',
  'localhost',
  'LOCALHOST',
];

/** Check 7 of SECURITY.md: what a caller or a FHIR server names is reached only if the configuration allows it. */
describe('check 7: requests forged on the side of the server', () => {
  let fhir: FhirTestServer;
  let lure: Server;
  let sockets: Socket[] = [];
  let port: number;
  let service: RunningService;

  beforeAll(async () => {
    fhir = await FhirTestServer.start({ records: [jenny.entry], token: TOKEN, everything: true, pageSize: 20 });
    lure = createServer((socket) => {
      sockets.push(socket);
      socket.end('HTTP/1.1 200 OK\r\ncontent-type: application/fhir+json\r\ncontent-length: 2\r\n\r\n{}');
    });
    // All addresses of this machine, in both families.
    lure.listen(0, '::');
    await once(lure, 'listening');
    port = (lure.address() as AddressInfo).port;
    const authorization = { kind: 'bearer', token: TOKEN };
    const servers = [
      { baseUrl: fhir.baseUrl, authorization, allowPrivateAddress: true },
      { baseUrl: 'https://fhir.example.org/r4', authorization },
      // Allowed by name, but not to lie in a private network.
      ...[...PRIVATE_HOSTS, REBOUND].map((host) => ({ baseUrl: `http://${host}:${port}/allowed`, authorization })),
    ];
    service = await startService({ seeded: false, env: { FHIR_SERVERS: JSON.stringify(servers) } });
  });
  beforeEach(() => {
    sockets = [];
    fhir.misbehave(undefined);
  });
  afterAll(async () => {
    await service.close();
    await fhir.stop();
    lure.close();
  });

  const pull = async (server: string, id = PATIENT): Promise<Pulled> =>
    (await service.query<{ pullPatient: Pulled }>(PULL, { server, id })).data.pullPatient;

  it('the listener counts whoever comes, by every spelling that leads here', async () => {
    for (const host of ['127.0.0.1', '127.1', '2130706433', '[::1]', 'localhost'])
      await (await fetch(`http://${host}:${port}/`)).text();
    expect(sockets).toHaveLength(5);
  });

  it('what is not on the list is refused: other hosts, ports, paths, schemes, look-alikes', async () => {
    const here = (host: string) => `http://${host}:${port}/fhir`;
    const urls = [
      ...[...PRIVATE_HOSTS, 'localhost.'].map(here),
      'file:///etc/passwd',
      'data:application/json,{}',
      `gopher://127.0.0.1:${port}/_x`,
      `ftp://127.0.0.1:${port}/`,
      `ws://127.0.0.1:${port}/`,
      'javascript:1',
      `https://user@fhir.example.org/r4`,
      `https://fhir.example.org@127.0.0.1:${port}/r4`,
      `https://fhir.example.org\\@127.0.0.1:${port}/r4`,
      `https://fhir.example.org.127.0.0.1.nip.io:${port}/r4`,
      'https://fhir.example.org.evil.example/r4',
      'https://fhir.example.orgevil.example/r4',
      'https://evil.example/https://fhir.example.org/r4',
      'https://fhir.example.org:444/r4',
      'http://fhir.example.org/r4',
      'https://fhir.example.org/r4x',
      'https://fhir.example.org/r4/../admin',
      'https://fhir.example.org/r4/%2e%2e/admin',
      'https://fhir.example.org%2eevil.example/r4',
      `//127.0.0.1:${port}/fhir`,
      `${fhir.origin}/admin`,
      `${fhir.origin}.evil.example/fhir`,
      `${fhir.baseUrl}x`,
      fhir.baseUrl.replace('127.0.0.1', 'localhost'),
      `http://127.0.0.1:${port}/allowed/../fhir`,
      '',
      ' ',
    ];
    expect(urls.length).toBeGreaterThanOrEqual(40);
    for (const url of urls) {
      const answer = await pull(url);
      expect({ url, failure: answer.failure }).toEqual({ url, failure: 'notAllowed' });
      expect(answer.message).not.toMatch(/127|evil|example|passwd/);
    }
    expect(sockets).toEqual([]);
    expect(fhir.seen).toEqual([]);
  });

  it.each(PRIVATE_HOSTS)(
    '%s is refused although it is on the list, unless the list says that it is private',
    async (host) => {
      expect(await pull(`http://${host}:${port}/allowed`)).toMatchObject({ failure: 'privateAddress' });
      expect(sockets).toEqual([]);
    },
  );

  it('a name that changes its address between the look-up and the connection gets nowhere', async () => {
    const answers: LookupAddress[][] = [
      [{ address: '127.0.0.1', family: 4 }],
      [
        { address: '93.184.216.34', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ],
      [
        { address: '93.184.216.34', family: 4 },
        { address: '::ffff:127.0.0.1', family: 6 },
      ],
      [{ address: '169.254.169.254', family: 4 }],
    ];
    for (const addresses of answers) {
      vi.mocked(lookup).mockClear();
      vi.mocked(lookup).mockImplementation(((_name: string, _options: object, found: (...given: unknown[]) => void) =>
        found(null, addresses)) as never);
      expect(await pull(`http://${REBOUND}:${port}/allowed`)).toMatchObject({ failure: 'privateAddress' });
      // Looked up for the connection itself: no earlier answer was trusted.
      expect(lookup).toHaveBeenCalledOnce();
    }
    vi.mocked(lookup).mockReset();
    expect(sockets).toEqual([]);
  });

  it.each([301, 302, 303, 307, 308])('a redirect by %i leads nowhere else', async (status) => {
    for (const url of [
      `http://127.0.0.1:${port}/`,
      `http://localhost:${port}/fhir`,
      'http://169.254.169.254/latest/meta-data',
      `${fhir.origin}/admin`,
      `${fhir.baseUrl}/../admin`,
      `//127.0.0.1:${port}/fhir/Patient`,
      `${fhir.origin}.evil.example/fhir`,
      'file:///etc/passwd',
      `gopher://127.0.0.1:${port}/`,
    ]) {
      fhir.misbehave({ kind: 'redirectTo', url, status });
      expect(await pull(fhir.baseUrl)).toMatchObject({ failure: 'redirectRefused' });
      expect(fhir.seen.every((request) => new URL(request.url).pathname.startsWith('/fhir/'))).toBe(true);
    }
    expect(sockets).toEqual([]);
  });

  it('a next page on another origin is not asked for; the record says that it is partial', async () => {
    for (const url of [
      `http://127.0.0.1:${port}/fhir/Patient`,
      `http://localhost:${port}/`,
      `${fhir.origin}.evil.example/fhir/x`,
      `${fhir.origin}@127.0.0.1:${port}/fhir/x`,
      `${fhir.origin}/elsewhere`,
      `//127.0.0.1:${port}/fhir/x`,
      'file:///etc/passwd',
    ]) {
      fhir.misbehave({ kind: 'nextTo', url });
      expect((await pull(fhir.baseUrl)).patient?.partial).toContain("outside the server's base");
    }
    expect(sockets).toEqual([]);
  });

  it('an absolute reference to another origin is not followed there', async () => {
    const order = {
      resourceType: 'MedicationRequest',
      id: 'm',
      subject: { reference: 'Patient/lured' },
      medicationReference: { reference: `http://127.0.0.1:${port}/fhir/Medication/x` },
    };
    const entry = [{ resource: { resourceType: 'Patient', id: 'lured' } }, { resource: order }];
    const luring = await FhirTestServer.start({ records: [entry], token: TOKEN, everything: true });
    const config = [
      { baseUrl: luring.baseUrl, authorization: { kind: 'bearer', token: TOKEN }, allowPrivateAddress: true },
    ];
    const other = await startService({ seeded: false, env: { FHIR_SERVERS: JSON.stringify(config) } });
    try {
      const { data } = await other.query<{ pullPatient: Pulled }>(PULL, { server: luring.baseUrl, id: 'lured' });
      expect(data.pullPatient.__typename).toBe('ImportedPatient');
      expect(luring.seen.length).toBeGreaterThan(0);
      expect(sockets).toEqual([]);
    } finally {
      await other.close();
      await luring.stop();
    }
  });
});
