import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dialectOfRunner } from '../table.js';

/**
 * The full-text index. It is the one thing that TypeORM's Table API cannot describe: an FTS5 virtual table on SQLite,
 * a tsvector with a GIN index on PostgreSQL.
 */
export class TrialText1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    if (dialectOfRunner(runner) === 'sqlite') {
      await runner.query(
        `CREATE VIRTUAL TABLE IF NOT EXISTS trial_text USING fts5(title, body, content='', contentless_delete=1, tokenize='porter unicode61')`,
      );
      return;
    }
    await createTable(runner, 'trial_text', { columns: { number: { kind: 'integer', primary: true } } });
    await runner.query('ALTER TABLE trial_text ADD COLUMN words tsvector NOT NULL');
    await runner.query('CREATE INDEX trial_text_words ON trial_text USING gin (words)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE IF EXISTS trial_text');
  }
}
