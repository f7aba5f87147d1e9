import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../support/databases.js';
import { openTrials, type TestTrials } from '../support/trial-services.js';

describeOnBothDatabases('The seeds', (create) => {
  let services: TestTrials;

  beforeAll(async () => {
    services = await openTrials(await create());
  });

  afterAll(() => services.close());

  it('fill an empty store, each record once, and a second time write nothing', async () => {
    expect(await services.seeding.seed(new Date('2026-11-24T00:00:00Z'))).toEqual({
      added: 342,
      present: 0,
      failed: [],
      restructured: 0,
    });
    expect(await services.seeding.seed(new Date('2026-11-25T00:00:00Z'))).toEqual({
      added: 0,
      present: 342,
      failed: [],
      restructured: 0,
    });
    expect(await services.trials.count()).toBe(342);
  });

  it('are found by any of their numbers', async () => {
    const trial = await services.trials.find('NCI-2015-00045');
    expect(trial?.id).toBe('NCT00596999');
    expect((await services.trials.find(' nct00596999 '))?.title).toBe(trial?.title);
    expect(await services.trials.find('NCT99999999')).toBeUndefined();
  });

  it('give one document in force per trial, in the order of ids, with the version that the store keeps', async () => {
    const ids: string[] = [];
    for await (const { trial, document } of services.trials.documentsInForce(100)) {
      ids.push(trial.id);
      expect(trial.versionInForce).toBe(`${document.trial.registry}:${document.trial.id}:${document.trial.version}`);
    }
    expect(ids).toHaveLength(342);
    expect(ids).toEqual([...ids].sort());
  });

  it('list recruiting sites before all others', async () => {
    const all = await services.trials.sites(['NCT00980954', 'NCT00596999']);
    expect(all.get('NCT00596999')).toHaveLength(1);
    for (const sites of all.values()) {
      const open = sites.map((site) => site.acceptsNow === 'YES');
      expect(open).toEqual([...open].sort((a, b) => Number(b) - Number(a)));
    }
  });
});
