import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable } from '../table.js';

export class Patients1764000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'patient', {
      columns: {
        id: { kind: 'text', primary: true },
        source: { kind: 'text' },
        sourceId: { kind: 'text' },
        recordSha256: { kind: 'text' },
        record: { kind: 'binary' },
        importedAt: { kind: 'dateTime' },
      },
      indices: { patient_source: { columns: ['source', 'sourceId'], unique: true } },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('patient', true);
  }
}
