import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/open-database.js';
import { recordReaders } from '../../src/registries/record-readers.js';
import { SeedingService } from '../../src/registries/seeding.service.js';
import { trialEntities } from '../../src/trials/entities/index.js';
import { RegistryFieldStructurer } from '../../src/trials/registry-field-structurer.js';
import { TrialStoreService } from '../../src/trials/trial-store.service.js';
import { TrialsService } from '../../src/trials/trials.service.js';
import { describeOnBothDatabases, type TestDatabase } from '../support/databases.js';

describeOnBothDatabases('The seeds', (create) => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let seeding: SeedingService;
  let trials: TrialsService;

  beforeAll(async () => {
    database = await create();
    dataSource = await openDatabase(database.config, trialEntities);
    const store = new TrialStoreService(dataSource, recordReaders, new RegistryFieldStructurer());
    seeding = new SeedingService(store, recordReaders);
    trials = new TrialsService(dataSource);
  });

  afterAll(async () => {
    await dataSource.destroy();
    await database.remove();
  });

  it('fill an empty store, each record once, and a second time write nothing', async () => {
    expect(await seeding.seed(new Date('2026-11-24T00:00:00Z'))).toEqual({ added: 342, present: 0, failed: [] });
    expect(await seeding.seed(new Date('2026-11-25T00:00:00Z'))).toEqual({ added: 0, present: 342, failed: [] });
    expect(await trials.count()).toBe(342);
  });

  it('are found by any of their numbers', async () => {
    const trial = await trials.find('NCI-2015-00045');
    expect(trial?.id).toBe('NCT00596999');
    expect((await trials.find(' nct00596999 '))?.title).toBe(trial?.title);
    expect(await trials.find('NCT99999999')).toBeUndefined();
  });

  it('give one document in force per trial, in the order of ids, with the version that the store keeps', async () => {
    const ids: string[] = [];
    for await (const { trial, document } of trials.documentsInForce(100)) {
      ids.push(trial.id);
      expect(trial.versionInForce).toBe(`${document.trial.registry}:${document.trial.id}:${document.trial.version}`);
    }
    expect(ids).toHaveLength(342);
    expect(ids).toEqual([...ids].sort());
  });

  it('list recruiting sites before all others', async () => {
    const all = await trials.sites(['NCT00980954', 'NCT00596999']);
    expect(all.get('NCT00596999')).toHaveLength(1);
    for (const sites of all.values()) {
      const open = sites.map((site) => site.acceptsNow === 'YES');
      expect(open).toEqual([...open].sort((a, b) => Number(b) - Number(a)));
    }
  });
});
