import { Test } from '@nestjs/testing';
import { SchedulerRegistry } from '@nestjs/schedule';
import { afterEach, expect, it, vi } from 'vitest';
import { parseConfig } from '../../src/config/app-config.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { DatabaseModule } from '../../src/database/database.module.js';
import { RegistriesModule } from '../../src/registries/registries.module.js';
import { SyncScheduleModule } from '../../src/registries/sync-schedule.module.js';
import { SyncService } from '../../src/registries/sync.service.js';
import { trialEntities } from '../../src/trials/trials.module.js';

let close: (() => Promise<void>) | undefined;
afterEach(() => close?.());

async function start(environment: Record<string, string>) {
  const config = parseConfig({ SQLITE_PATH: ':memory:', ...environment });
  const app = await Test.createTestingModule({
    imports: [
      ConfigModule.forRoot(config),
      DatabaseModule.forRoot(trialEntities),
      RegistriesModule,
      SyncScheduleModule.forRoot(config.registries),
    ],
  }).compile();
  await app.init();
  close = () => app.close();
  return app;
}

it('Registries are synchronized at the configured times, NCI only with a key', async () => {
  const app = await start({ SYNC_SCHEDULE: '0 3 * * *' });
  const sync = vi
    .spyOn(app.get(SyncService), 'sync')
    .mockResolvedValue({ status: 'completed', closed: [], failed: [] } as never);
  await app.get(SchedulerRegistry).getCronJob('sync').fireOnTick();
  expect(sync.mock.calls).toEqual([['ctgov'], ['ctis']]);
});

it('Without a schedule nothing is scheduled', async () => {
  const app = await start({});
  expect(() => app.get(SchedulerRegistry)).toThrow();
});

it('A schedule that is none stops the start', async () => {
  await expect(start({ SYNC_SCHEDULE: 'every full moon' })).rejects.toThrow();
});
