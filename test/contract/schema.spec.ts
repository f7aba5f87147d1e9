import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/open-database.js';
import { entities } from '../../src/entities.js';
import { describeOnBothDatabases, type TestDatabase } from '../support/databases.js';

describeOnBothDatabases('The schema', (create) => {
  let database: TestDatabase;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await create();
    dataSource = await openDatabase(database.config, entities);
  });

  afterAll(async () => {
    await dataSource.destroy();
    await database.remove();
  });

  it('that the migrations make is the one that the entities declare', async () => {
    const drift = await dataSource.driver.createSchemaBuilder().log();
    expect(drift.upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('migrates down to nothing and up again', async () => {
    for (let left = dataSource.migrations.length; left > 0; left--) await dataSource.undoLastMigration();
    await dataSource.runMigrations();
    expect(await dataSource.showMigrations()).toBe(false);
  });
});
