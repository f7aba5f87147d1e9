import { trialSeeds } from '../../src/reference-data/trial-seeds.js';
import { EventBus } from '../../src/events/event-bus.js';
import { CtgovAdapter } from '../../src/registries/ctgov/adapter.js';
import type { RegistryHttpOptions } from '../../src/registries/http/registry-http.js';
import { recordReaders } from '../../src/registries/record-readers.js';
import { registryAdapters } from '../../src/registries/registry-adapters.js';
import { SyncService } from '../../src/registries/sync.service.js';
import { CtgovStub, type CtgovStubData } from './ctgov-stub.js';
import { newSqlite, type TestDatabase } from './databases.js';
import type { StubOptions } from './registry-stub.js';
import { openTrials, type TestTrials } from './trial-services.js';

/** The first recorded studies of the seeds, as fresh copies. */
export const recordedStudies = (count: number): Record<string, never>[] =>
  trialSeeds('ctgov')
    .slice(0, count)
    .map((line) => JSON.parse(line) as Record<string, never>);

/** Quick pauses, small limits: what a test can wait for. */
export const quickHttp: Partial<RegistryHttpOptions> = {
  requestsPerMinute: 1e6,
  retryBaseMs: 2,
  timeoutMs: 1500,
  maxBytes: 4 * 1024 * 1024,
  maxRetryAfterMs: 2000,
  halfOpenAfterMs: 50,
};

export interface SyncSetup extends TestTrials {
  stub: CtgovStub;
  sync: SyncService;
}

/** A store, a registry that serves some recorded studies, and a sync service between them. */
export async function setUpSync(
  data: Partial<CtgovStubData> = {},
  options: StubOptions = {},
  http: Partial<RegistryHttpOptions> = {},
  database: TestDatabase = newSqlite(),
  /** Gives the URL of what stands between the registry, whose URL it is given, and the sync. */
  through: (url: string) => Promise<string> = (url) => Promise.resolve(url),
): Promise<SyncSetup> {
  const stub = new CtgovStub(
    { studies: recordedStudies(25), dataTimestamp: '2026-11-20T09:00:05', perPage: 10, ...data },
    options,
  );
  const baseUrl = await through(await stub.start());
  const services = await openTrials(database);
  const adapters = {
    ...registryAdapters({ requestsPerMinute: 1e6 }),
    ctgov: new CtgovAdapter({ ...quickHttp, ...http, baseUrl }),
  };
  const sync = new SyncService(services.store, services.states, recordReaders, adapters, new EventBus());
  return {
    ...services,
    stub,
    sync,
    close: async () => {
      await services.close();
      await stub.stop();
    },
  };
}
