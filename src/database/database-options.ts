import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DataSourceOptions, EntitySchema } from 'typeorm';
import type { AppConfig } from '../config/app-config.js';
import { chooseDialect, type Dialect } from './dialect.js';
import { migrations } from './migrations/index.js';

export type EntityClass = (new () => object) | EntitySchema;

export const dialectOf = (config: AppConfig['database']): Dialect => (config.url ? 'postgres' : 'sqlite');

interface SqliteConnection {
  pragma(statement: string): unknown;
}

/**
 * TypeORM's options for the configured database: SQLite in a file (WAL, so that readers never wait for a writer) unless
 * a PostgreSQL URL is set. The schema comes from migrations alone.
 */
export function databaseOptions(config: AppConfig['database'], entities: EntityClass[]): DataSourceOptions {
  const dialect = dialectOf(config);
  chooseDialect(dialect);
  const shared = { entities, migrations: Object.values(migrations), synchronize: false, migrationsRun: true };
  if (config.url) return { ...shared, type: 'postgres', url: config.url, poolSize: 10 };
  if (config.sqlitePath !== ':memory:') mkdirSync(dirname(config.sqlitePath), { recursive: true });
  return {
    ...shared,
    type: 'better-sqlite3',
    database: config.sqlitePath,
    enableWAL: config.sqlitePath !== ':memory:',
    timeout: 5000,
    // In WAL mode NORMAL survives a killed process without loss; only a power cut can cost the last commits, never the file.
    prepareDatabase: (connection: SqliteConnection) => {
      connection.pragma('synchronous = NORMAL');
      connection.pragma('cache_size = -65536');
      connection.pragma('temp_store = MEMORY');
    },
  };
}
