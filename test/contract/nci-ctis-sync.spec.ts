import { afterEach, describe, expect, it } from 'vitest';
import { CtisAdapter } from '../../src/registries/ctis/adapter.js';
import { NciAdapter } from '../../src/registries/nci/adapter.js';
import { EventBus } from '../../src/events/event-bus.js';
import { recordReaders } from '../../src/registries/record-readers.js';
import { registryAdapters } from '../../src/registries/registry-adapters.js';
import { SyncService } from '../../src/registries/sync.service.js';
import { ctisRecord } from '../support/ctis-builder.js';
import { CtisStub } from '../support/ctis-stub.js';
import { quickHttp } from '../support/ctgov-sync.js';
import { newSqlite } from '../support/databases.js';
import { nciTrial } from '../support/nci-builder.js';
import { NciStub } from '../support/nci-stub.js';
import type { RegistryStub, StubOptions } from '../support/registry-stub.js';
import { openTrials, type TestTrials } from '../support/trial-services.js';

let services: TestTrials;
let stub: RegistryStub;

afterEach(async () => {
  await services.close();
  await stub.stop();
});

async function setUp(registry: 'nci' | 'ctis', trials: unknown[], options: StubOptions = {}, key = 'secret-key') {
  services = await openTrials(newSqlite());
  stub = registry === 'nci' ? new NciStub(trials, options) : new CtisStub(trials, options);
  const http = { ...quickHttp, baseUrl: await stub.start() };
  const adapters = {
    ...registryAdapters({ requestsPerMinute: 1e6 }),
    nci: new NciAdapter(key, http, 4),
    ctis: new CtisAdapter(http, 4),
  };
  return new SyncService(services.store, services.states, recordReaders, adapters, new EventBus());
}

const nciTrials = (count: number): Record<string, unknown>[] =>
  Array.from({ length: count }, (_, at) => nciTrial({ nciId: `NCI-2026-${String(at).padStart(5, '0')}` }));
const ctisTrials = (count: number): Record<string, unknown>[] =>
  Array.from({ length: count }, (_, at) => ctisRecord({ ctNumber: `2026-5${String(at).padStart(5, '0')}-11-00` }));

describe('A sync of the NCI API', () => {
  it('reads all pages with the key, in filters that recorded requests use, and closes what is gone', async () => {
    const trials = nciTrials(10);
    const sync = await setUp('nci', trials);
    expect(await sync.sync('nci')).toMatchObject({ status: 'completed', mode: 'full', added: 10 });
    trials.splice(3, 1);
    trials[0]!['current_trial_status'] = 'Closed to Accrual';
    trials[1]!['brief_title'] = 'Renamed';
    const report = await sync.sync('nci');
    expect(report).toMatchObject({
      status: 'completed',
      changed: 2,
      closed: [{ id: 'NCI-2026-00003', why: 'removed' }],
    });
    expect(await services.trials.find('NCI-2026-00000')).toMatchObject({ status: 'ACTIVE_NOT_RECRUITING' });
  });

  it('without a valid key says that it is refused and never repeats the key', async () => {
    const sync = await setUp('nci', nciTrials(1), {}, 'wrong-secret');
    const report = await sync.sync('nci');
    expect(report).toMatchObject({ status: 'failed', error: { code: 'refused' } });
    expect(JSON.stringify(report)).not.toContain('wrong-secret');
  });

  it('closes nothing when the pages do not add up to the total', async () => {
    const trials = nciTrials(10);
    const sync = await setUp('nci', trials);
    await sync.sync('nci');
    stub.options.misbehave = ({ body }) => {
      const { from } = (body ?? {}) as { from?: number };
      return from === 4 ? { kind: 'json', body: { total: 10, data: [] } } : undefined;
    };
    const report = await sync.sync('nci', { full: true });
    expect(report).toMatchObject({ status: 'completed', closed: [] });
    expect(report.notes).toHaveLength(1);
  });

  it('refuses a filter that the registry cannot express', async () => {
    const sync = await setUp('nci', []);
    await expect(sync.sync('nci', { query: { intervention: 'nivolumab' } })).rejects.toThrow('nci cannot be asked for');
    await expect(sync.sync('nci', { query: { statuses: ['NOT_AUTHORISED'] } })).rejects.toThrow('NOT_AUTHORISED');
    expect(stub.requests).toEqual([]);
  });
});

describe('A sync of CTIS', () => {
  it('lists, then fetches only what differs from what is stored', async () => {
    const trials = ctisTrials(10);
    const sync = await setUp('ctis', trials);
    expect(await sync.sync('ctis')).toMatchObject({ status: 'completed', mode: 'sweep', added: 10 });
    trials[2]!['publishDate'] = '2026-11-20T00:00:00';
    (trials[2] as { ctPublicStatusCode: number }).ctPublicStatusCode = 5;
    stub.requests.length = 0;
    expect(await sync.sync('ctis')).toMatchObject({ status: 'completed', changed: 1 });
    expect(stub.requests.filter(({ path }) => path.startsWith('/retrieve')).map(({ path }) => path)).toEqual([
      '/retrieve/2026-500002-11-00',
    ]);
    expect(await services.trials.find('2026-500002-11')).toMatchObject({ status: 'ACTIVE_NOT_RECRUITING' });
  });

  it('takes 403 for a demand to slow down', async () => {
    let left = 2;
    const sync = await setUp('ctis', ctisTrials(3), {
      misbehave: () => (left-- > 0 ? { kind: 'status', status: 403 } : undefined),
    });
    expect(await sync.sync('ctis')).toMatchObject({ status: 'completed', added: 3 });
  });

  it('ends in an error when a page of HTML is all that a path gives', async () => {
    const sync = await setUp('ctis', ctisTrials(3), {
      misbehave: ({ path }) => (path.startsWith('/retrieve') ? { kind: 'html' } : undefined),
    });
    expect(await sync.sync('ctis')).toMatchObject({ status: 'failed', error: { code: 'notJson' } });
  });

  it('refuses a distance, a country and an age, which CTIS cannot express', async () => {
    const sync = await setUp('ctis', []);
    for (const query of [{ near: { latitude: 1, longitude: 2, miles: 3 } }, { countries: ['Spain'] }, { age: 40 }])
      await expect(sync.sync('ctis', { query })).rejects.toThrow('ctis cannot be asked for');
  });
});
