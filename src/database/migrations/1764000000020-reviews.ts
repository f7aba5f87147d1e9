import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable } from '../table.js';

export class Reviews1764000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, 'match_review', {
      columns: {
        patientId: { kind: 'text', primary: true },
        trialId: { kind: 'text', primary: true },
        state: { kind: 'text' },
        reason: { kind: 'text', nullable: true },
        until: { kind: 'text', nullable: true },
        by: { kind: 'text' },
        at: { kind: 'dateTime' },
        patientVersion: { kind: 'text' },
        trialVersion: { kind: 'text' },
      },
      indices: { match_review_trial: { columns: ['trialId'] }, match_review_at: { columns: ['at'] } },
    });
    await createTable(runner, 'match_review_note', {
      columns: {
        id: { kind: 'text', primary: true },
        patientId: { kind: 'text' },
        trialId: { kind: 'text' },
        state: { kind: 'text' },
        reason: { kind: 'text', nullable: true },
        note: { kind: 'text', nullable: true },
        by: { kind: 'text' },
        at: { kind: 'dateTime' },
      },
      indices: { match_review_note_match: { columns: ['patientId', 'trialId', 'at'] } },
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('match_review_note', true);
    await runner.dropTable('match_review', true);
  }
}
