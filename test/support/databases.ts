import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { describe } from 'vitest';
import type { AppConfig } from '../../src/config/app-config.js';

/** A PostgreSQL server that tests may create databases on. */
const server = process.env['TEST_DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server, connectionTimeoutMillis: 2000 });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

const postgresAnswers = await onServer('SELECT 1').then(
  () => true,
  () => false,
);
if (!postgresAnswers)
  console.warn('SKIPPED, LOUDLY: no PostgreSQL answers; set TEST_DATABASE_URL to run the contract tests on it too.');

export interface TestDatabase {
  config: AppConfig['database'];
  remove(): Promise<void>;
}

/** An empty SQLite file in a folder of its own. */
export function newSqlite(): TestDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'eligo-'));
  return {
    config: { sqlitePath: join(folder, 'eligo.sqlite') },
    remove: () => Promise.resolve(rmSync(folder, { recursive: true, force: true })),
  };
}

/** An empty PostgreSQL database. */
export async function newPostgres(): Promise<TestDatabase> {
  const name = `eligo_test_${randomUUID().replaceAll('-', '')}`;
  await onServer(`CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    config: { url: url.href, sqlitePath: 'unused' },
    remove: () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

/** Runs a suite once on SQLite and once on PostgreSQL; the latter is skipped with a warning where no server answers. */
export function describeOnBothDatabases(name: string, suite: (create: () => Promise<TestDatabase>) => void): void {
  describe(`${name}, on SQLite`, () => suite(() => Promise.resolve(newSqlite())));
  describe.skipIf(!postgresAnswers)(`${name}, on PostgreSQL`, () => suite(newPostgres));
}

/** The settings that make the service, or a command, use a test database. */
export const databaseEnv = ({ config }: TestDatabase): Record<string, string> => ({
  DATABASE_URL: config.url ?? '',
  SQLITE_PATH: config.sqlitePath,
});
