import { afterEach, describe, expect, it } from 'vitest';
import { openApiProblems } from '../support/openapi-check.js';
import { type SyncSetup, recordedStudies, setUpSync } from '../support/ctgov-sync.js';
import type { Misbehaviour, StubRequest } from '../support/registry-stub.js';

const everything = { query: { condition: 'cancer' } };
let setup: SyncSetup | undefined;

afterEach(async () => {
  expect(setup?.stub.requests.flatMap(openApiProblems)).toEqual([]);
  await setup?.close();
  setup = undefined;
});

const isPage = ({ path }: StubRequest): boolean => path === '/studies';

/** Misbehaves on the second page, `times` times. */
const onSecondPage = (lie: Misbehaviour, times: number) => {
  let left = times;
  return {
    misbehave: (request: StubRequest) =>
      isPage(request) && request.query['pageToken']?.endsWith('@1') && left-- > 0 ? lie : undefined,
  };
};

describe('A sync of ClinicalTrials.gov comes to its end in spite of', () => {
  it.each<[string, Misbehaviour, number]>([
    ['429 with Retry-After', { kind: 'status', status: 429, headers: { 'retry-after': '1' } }, 1],
    ['a storm of 503', { kind: 'status', status: 503 }, 3],
    ['HTML with status 200', { kind: 'html' }, 2],
    ['a body that breaks off', { kind: 'truncated' }, 2],
    ['JSON that breaks off', { kind: 'shortBody' }, 2],
    ['a connection that is reset', { kind: 'reset' }, 2],
    ['silence', { kind: 'silence' }, 1],
    ['one byte at a time', { kind: 'slowBytes', everyMs: 20 }, 1],
  ])('%s', async (_name, lie, times) => {
    setup = await setUpSync({}, onSecondPage(lie, times));
    const started = Date.now();
    const report = await setup.sync.sync('ctgov', everything);
    expect(report).toMatchObject({ status: 'completed', seen: 25, added: 25, restarts: 0, failed: [] });
    expect(await setup.trials.count()).toBe(25);
    if (lie.kind === 'status' && lie.headers) expect(Date.now() - started).toBeGreaterThanOrEqual(1000);
  });

  it('an empty page in the middle', async () => {
    setup = await setUpSync({ emptyPages: [1] });
    expect(await setup.sync.sync('ctgov', everything)).toMatchObject({ status: 'completed', added: 25 });
  });

  it('studies that come on two pages', async () => {
    setup = await setUpSync({ repeat: 3 });
    const report = await setup.sync.sync('ctgov', everything);
    expect(report).toMatchObject({ status: 'completed', added: 25, changed: 0 });
    expect(report.seen).toBeGreaterThan(25);
    expect(await setup.trials.count()).toBe(25);
  });

  it('a page token that goes stale in the middle, by beginning again', async () => {
    let replaced = false;
    setup = await setUpSync(
      {},
      {
        before: ({ query }) => {
          if (replaced || !query['pageToken']?.endsWith('@1')) return;
          replaced = true;
          setup!.stub.data.dataTimestamp = '2026-11-21T09:00:05';
        },
      },
    );
    const report = await setup.sync.sync('ctgov', everything);
    expect(report).toMatchObject({ status: 'completed', restarts: 1, added: 25, dataTimestamp: '2026-11-21T09:00:05' });
  });

  it('data that are replaced after the last page was read, by beginning again', async () => {
    let versions = 0;
    setup = await setUpSync(
      {},
      {
        before: ({ path }) => {
          if (path === '/version' && ++versions === 2) setup!.stub.data.dataTimestamp = '2026-11-21T09:00:05';
        },
      },
    );
    const report = await setup.sync.sync('ctgov', everything);
    expect(report).toMatchObject({ status: 'completed', restarts: 1, added: 25, unchanged: 25 });
    expect((await setup.states.get('ctgov'))?.dataTimestamp).toBe('2026-11-21T09:00:05');
  });

  it('values, fields and modules that nobody has seen before, and ones that are missing', async () => {
    const studies = recordedStudies(6) as never[] as Record<string, Record<string, Record<string, unknown>>>[];
    const [first, second, third, fourth, fifth] = studies.map((study) => study['protocolSection']!);
    first!['statusModule']!['overallStatus'] = 'PAUSED_BY_COMET';
    first!['cometModule'] = { tail: 'long' };
    delete second!['designModule'];
    delete second!['statusModule'];
    delete third!['contactsLocationsModule'];
    fourth!['contactsLocationsModule'] = { locations: [{ city: 'Cheng Du', country: 'China' }, 'nonsense'] };
    fifth!['designModule']!['phases'] = ['PHASE9'];
    setup = await setUpSync({ studies });
    const report = await setup.sync.sync('ctgov', everything);
    expect(report).toMatchObject({
      status: 'completed',
      added: 6,
      failed: [],
      unknownValues: { 'overallStatus=PAUSED_BY_COMET': 1, 'phase=PHASE9': 1 },
    });
    const idOf = (protocol: Record<string, Record<string, unknown>> | undefined) =>
      protocol?.['identificationModule']?.['nctId'] as string;
    expect(await setup.trials.find(idOf(first))).toMatchObject({ status: 'UNKNOWN', acceptsNow: 'UNKNOWN' });
    expect(await setup.trials.find(idOf(second))).toMatchObject({ status: 'UNKNOWN', phases: [] });
    expect(await setup.trials.find(idOf(fifth))).toMatchObject({ phases: [] });
    const sites = (await setup.trials.sites([idOf(third), idOf(fourth)])).values();
    expect([...sites].map((found) => found.map(({ city, latitude }) => ({ city, latitude })))).toEqual([
      [],
      [{ city: 'Cheng Du', latitude: null }],
    ]);
  });
});

describe('A sync of ClinicalTrials.gov that cannot come to its end says why and keeps the last good data, after', () => {
  const failing = async (lie: Misbehaviour, http = {}) => {
    setup = await setUpSync({}, {}, http);
    await setup.sync.sync('ctgov', everything);
    const before = await setup.states.get('ctgov');
    setup.stub.data.dataTimestamp = '2026-11-22T09:00:05';
    setup.stub.data.studies = recordedStudies(3);
    setup.stub.options.misbehave = (request) => (isPage(request) ? lie : undefined);
    const report = await setup.sync.sync('ctgov', { ...everything, full: true });
    expect(await setup.trials.count()).toBe(25);
    expect(report.closed).toEqual([]);
    expect(await setup.states.get('ctgov')).toEqual(before);
    return report;
  };

  it.each<[string, Misbehaviour, string]>([
    ['503 without end', { kind: 'status', status: 503 }, 'serverError'],
    ['429 without end', { kind: 'status', status: 429, headers: { 'retry-after': '0' } }, 'rateLimited'],
    [
      'a demand to wait for an hour',
      { kind: 'status', status: 429, headers: { 'retry-after': '3600' } },
      'rateLimited',
    ],
    ['HTML without end', { kind: 'html' }, 'notJson'],
    ['an endless body', { kind: 'endless' }, 'tooLarge'],
    ['bodies that always break off', { kind: 'truncated' }, 'truncated'],
    ['slow bytes without end', { kind: 'slowBytes', everyMs: 20 }, 'timeout'],
    ['a renamed envelope', { kind: 'json', body: { trials: [] } }, 'schemaDrift'],
    [
      'a parameter that is refused',
      { kind: 'status', status: 400, body: '`query.recrs` is unknown parameter' },
      'badRequest',
    ],
  ])('%s', async (_name, lie, code) => {
    const report = await failing(lie, { timeoutMs: 300 });
    expect(report.status).toBe('failed');
    expect(report.error?.code).toBe(code);
    expect(report.error?.message).not.toContain('127.0.0.1');
  });

  it('five failures in a row, by no longer asking', async () => {
    setup = await setUpSync({}, { misbehave: () => ({ kind: 'status', status: 500 }) }, { halfOpenAfterMs: 60_000 });
    await setup.sync.sync('ctgov', everything);
    const second = await setup.sync.sync('ctgov', everything);
    expect(second.error?.code).toBe('circuitOpen');
    expect(setup.stub.requests).toHaveLength(5);
  });

  it('pages that go round in a circle', async () => {
    const report = await failing({ kind: 'json', body: { studies: [], nextPageToken: 'again' } });
    expect(report.error?.code).toBe('schemaDrift');
  });

  it('a study whose criteria moved to a module nobody knows: it is quarantined whole, its last version stays in force, and it is read again once it can be', async () => {
    setup = await setUpSync();
    await setup.sync.sync('ctgov', everything);
    const studies = recordedStudies(25) as never[] as Record<string, Record<string, unknown>>[];
    const protocol = studies[4]!['protocolSection']!;
    const id = (protocol['identificationModule'] as { nctId: string }).nctId;
    const before = await setup.trials.find(id);
    protocol['eligibility2Module'] = protocol['eligibilityModule'];
    delete protocol['eligibilityModule'];
    setup.stub.data.studies = studies;
    setup.stub.data.dataTimestamp = '2026-11-22T09:00:05';
    const drifted = await setup.sync.sync('ctgov', { ...everything, full: true });
    expect(drifted).toMatchObject({ status: 'completed', changed: 0, unchanged: 24 });
    expect(drifted.failed).toEqual([{ id, error: expect.stringContaining('eligibilityModule') as string }]);
    expect(await setup.trials.find(id)).toEqual(before);
    expect(await setup.store.quarantined('ctgov')).toMatchObject([{ registryId: id, attempts: 1 }]);

    protocol['eligibilityModule'] = protocol['eligibility2Module'];
    setup.stub.data.dataTimestamp = '2026-11-23T09:00:05';
    const mended = await setup.sync.sync('ctgov', { ...everything, full: true });
    expect(mended).toMatchObject({ status: 'completed', changed: 1, failed: [] });
    expect(await setup.store.quarantined('ctgov')).toEqual([]);
  });
});
