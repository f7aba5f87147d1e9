import { loadConfig } from '../../config/app-config.js';
import { openDatabase } from '../../database/open-database.js';
import { dialectOf } from '../../database/database-options.js';
import { trialEntities } from '../../trials/entities/index.js';
import type { Command } from '../command.js';

export const command: Command = {
  name: 'migrate',
  summary: "Bring the database's schema up to date",
  usage: `
Usage: eligo migrate

Runs the migrations that the configured database has not seen yet: SQLite under var/ by default, PostgreSQL where
DATABASE_URL is set. Prints what the schema stands at as JSON.`,
  async run(_args, io) {
    const config = loadConfig().database;
    const dataSource = await openDatabase(config, trialEntities);
    try {
      const migrations = dataSource.migrations.map(({ name, constructor }) => name ?? constructor.name);
      io.stdout.write(`${JSON.stringify({ database: dialectOf(config), migrations })}\n`);
    } finally {
      await dataSource.destroy();
    }
    return 0;
  },
};
