import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { projectPath } from '../../src/reference-data/paths.js';
import { beginLaunch, finishLaunch, type PendingStore } from '../../web/src/smart/launch.js';
import { readRecord } from '../../web/src/smart/read-record.js';
import type { SmartServer } from '../../web/src/smart/smart-server.js';
import { CLIENT, type SmartFault, SmartTestServer } from '../support/smart-server.js';

type Resource = { resourceType: string; id?: string };
const { entry } = JSON.parse(readFileSync(projectPath('seeds/patients/mcode-jenny-m.json'), 'utf8')) as {
  entry: { resource: Resource }[];
};
const REDIRECT = 'http://127.0.0.1:9/me';

/** The storage of a tab. */
class Tab implements PendingStore {
  readonly kept = new Map<string, string>();
  getItem = (key: string) => this.kept.get(key) ?? null;
  setItem = (key: string, value: string) => void this.kept.set(key, value);
  removeItem = (key: string) => void this.kept.delete(key);
}

/** Check 23 of SECURITY.md: what a client of SMART App Launch has to refuse. */
describe('a standalone launch', () => {
  let smart: SmartTestServer;
  let server: SmartServer;
  let tab: Tab;

  beforeAll(async () => {
    smart = await SmartTestServer.start(entry);
    server = { name: 'Test', baseUrl: smart.baseUrl, clientId: CLIENT, origins: [] };
  });
  afterAll(() => smart.close());
  beforeEach(() => {
    smart.fault = undefined;
    smart.authorizations.length = 0;
    smart.tokenRequests = 0;
    tab = new Tab();
  });

  /** As the browser goes there and comes back. */
  const signIn = async (address: string): Promise<URLSearchParams> => {
    const { headers } = await fetch(address, { redirect: 'manual' });
    return new URL(headers.get('location') ?? '').searchParams;
  };
  const launch = async () => finishLaunch(await signIn(await beginLaunch(server, REDIRECT, tab)), tab);
  const refusedAs = (failure: string) => expect.objectContaining({ name: 'SmartError', failure }) as Error;

  it('asks with PKCE S256, state, nonce and audience for reading only, and reads the whole record', async () => {
    const granted = await launch();
    expect(smart.authorizations).toEqual([
      {
        response_type: 'code',
        client_id: CLIENT,
        redirect_uri: REDIRECT,
        scope: 'launch/patient patient/*.read openid',
        state: expect.stringMatching(/^[\w-]{43}$/),
        nonce: expect.stringMatching(/^[\w-]{43}$/),
        aud: smart.baseUrl,
        code_challenge: expect.stringMatching(/^[\w-]{43}$/),
        code_challenge_method: 'S256',
      },
    ]);
    const { record, missing } = await readRecord(granted);
    expect(missing).toEqual([]);
    const idsOf = (entries: { resource?: Resource }[] = []) =>
      entries.map(({ resource }) => `${resource?.resourceType}/${resource?.id}`).sort();
    expect(idsOf(record.entry)).toEqual(idsOf(entry));
  });

  it('keeps no token and no code, and nothing at all once it is finished', async () => {
    const address = await beginLaunch(server, REDIRECT, tab);
    expect([...tab.kept.values()].join(' ')).not.toMatch(/access_token|"code"/);
    const { accessToken } = await finishLaunch(await signIn(address), tab);
    expect(accessToken).not.toBe('');
    expect(tab.kept.size).toBe(0);
  });

  it.each<[SmartFault, string]>([
    ['noConfiguration', 'notSmart'],
    ['noPkce', 'noPkce'],
    ['foreignTokenEndpoint', 'badAddress'],
    ['lookalikeTokenEndpoint', 'badAddress'],
    ['denies', 'denied'],
    ['otherState', 'badState'],
    ['otherIss', 'badIssuer'],
    ['noIss', 'badIssuer'],
    ['algNone', 'badIdToken'],
    ['sharedSecret', 'badIdToken'],
    ['foreignKey', 'badIdToken'],
    ['otherAudience', 'badIdToken'],
    ['otherIssuer', 'badIdToken'],
    ['otherNonce', 'badIdToken'],
    ['noIdToken', 'badIdToken'],
    ['expiredIdToken', 'badIdToken'],
    ['noPatient', 'noPatient'],
    ['noAccessToken', 'badToken'],
    ['redirectsToken', 'unreachable'],
  ])('refuses where the server does this: %s', async (fault, failure) => {
    smart.fault = fault;
    await expect(launch()).rejects.toEqual(refusedAs(failure));
    expect(smart.strays).toEqual([]);
  });

  it('sends no code anywhere once state or issuer are wrong', async () => {
    for (const fault of ['otherState', 'otherIss', 'noIss'] as const) {
      smart.fault = fault;
      await expect(launch()).rejects.toThrow();
    }
    expect(smart.tokenRequests).toBe(0);
  });

  it('takes an answer once, only in the tab that asked, and only while it is fresh', async () => {
    const answer = await signIn(await beginLaunch(server, REDIRECT, tab));
    await expect(finishLaunch(answer, new Tab())).rejects.toEqual(refusedAs('badState'));
    await finishLaunch(answer, tab);
    await expect(finishLaunch(answer, tab)).rejects.toEqual(refusedAs('badState'));

    const late = await signIn(await beginLaunch(server, REDIRECT, tab));
    const [[key, kept] = ['', '']] = tab.kept;
    const pending = JSON.parse(kept) as { startedAt: number };
    tab.setItem(key, JSON.stringify({ ...pending, startedAt: pending.startedAt - 11 * 60 * 1000 }));
    await expect(finishLaunch(late, tab)).rejects.toEqual(refusedAs('expired'));
  });

  it('gets no token with a stolen code, for want of the verifier', async () => {
    const stolen = await signIn(await beginLaunch(server, REDIRECT, tab));
    const thief = new Tab();
    await beginLaunch(server, REDIRECT, thief);
    const [[, kept] = ['', '']] = thief.kept;
    stolen.set('state', (JSON.parse(kept) as { state: string }).state);
    await expect(finishLaunch(stolen, thief)).rejects.toEqual(refusedAs('refusedCode'));
  });

  it.each([
    ['another origin', (origin: string) => `${origin.replace('127.0.0.1', 'localhost')}/fhir/Patient?page=2`],
    ['a lookalike host', (origin: string) => `${origin}.evil.example/fhir/Patient?page=2`],
    ['an address outside the base', (origin: string) => `${origin}/elsewhere?page=2`],
    ['a path that only begins like the base', (origin: string) => `${origin}/fhirs/Patient?page=2`],
  ])('sends the token to no next page at %s', async (_, next) => {
    const granted = await launch();
    const pages = { resourceType: 'Bundle', link: [{ relation: 'next', url: next(smart.origin) }] };
    const { fetch: real } = globalThis;
    const asked: string[] = [];
    globalThis.fetch = (input, init) => {
      const url = input instanceof URL ? input : new URL(input);
      asked.push(url.href);
      return url.pathname.endsWith('$everything') ? Promise.resolve(Response.json(pages)) : real(input, init);
    };
    try {
      await expect(readRecord(granted)).rejects.toEqual(refusedAs('badAddress'));
    } finally {
      globalThis.fetch = real;
    }
    expect(asked.filter((url) => !url.startsWith(`${smart.baseUrl}/`))).toEqual([]);
  });

  it('goes without TLS to this machine only', async () => {
    const plain = { ...server, baseUrl: 'http://fhir.example/r4' };
    await expect(beginLaunch(plain, REDIRECT, tab)).rejects.toEqual(refusedAs('badAddress'));
  });
});
