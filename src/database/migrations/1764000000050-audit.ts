import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable } from '../table.js';

export class Audit1764000000050 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'audit_event', {
      columns: {
        seq: { kind: 'integer', primary: true },
        at: { kind: 'text' },
        actor: { kind: 'text' },
        roles: { kind: 'text' },
        tenant: { kind: 'text' },
        action: { kind: 'text' },
        operation: { kind: 'text' },
        patients: { kind: 'text' },
        outcome: { kind: 'text' },
        purpose: { kind: 'text' },
        hash: { kind: 'text' },
      },
      indices: { audit_event_at: { columns: ['at'] } },
    });
    await createTable(runner, 'audit_head', {
      columns: { id: { kind: 'integer', primary: true }, seq: { kind: 'integer' }, hash: { kind: 'text' } },
    });
    await runner.manager.createQueryBuilder().insert().into('audit_head').values({ id: 1, seq: 0, hash: '' }).execute();
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('audit_head', true);
    await runner.dropTable('audit_event', true);
  }
}
