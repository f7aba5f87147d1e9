import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, type TableSketch } from '../table.js';

const text = { kind: 'text' } as const;
const key = { kind: 'text', primary: true } as const;
const optionalText = { kind: 'text', nullable: true } as const;

/** Results of matching, what they were computed from, and what changed. All but the acknowledgements can be rebuilt. */
const tables: Record<string, TableSketch> = {
  matched_patient: {
    columns: { patientId: key, recordVersion: text, engine: text, statements: { kind: 'json' } },
  },
  matched_trial: {
    columns: { trialId: key, version: text, engine: text, signature: { kind: 'json' } },
  },
  match_result: {
    columns: {
      patientId: key,
      trialId: key,
      grade: text,
      score: { kind: 'real' },
      scope: text,
      deciding: { kind: 'json' },
      excludedBy: { kind: 'json' },
      changesOn: optionalText,
    },
    indices: {
      match_result_trial: { columns: ['trialId', 'patientId'] },
      match_result_changes_on: { columns: ['changesOn'] },
    },
  },
  match_change: {
    columns: {
      id: key,
      day: text,
      tenant: text,
      patientId: text,
      trialId: text,
      kind: text,
      cause: text,
      before: optionalText,
      after: text,
      fromVersion: optionalText,
      toVersion: text,
      criteria: { kind: 'json' },
      acknowledgedAt: { kind: 'dateTime', nullable: true },
      acknowledgedBy: optionalText,
    },
    indices: {
      match_change_tenant: { columns: ['tenant', 'id'] },
      match_change_patient: { columns: ['patientId'] },
      match_change_trial: { columns: ['trialId'] },
    },
  },
};

export class MatchResults1764000000040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, sketch] of Object.entries(tables)) await createTable(runner, name, sketch);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(tables).reverse()) await runner.dropTable(name, true);
  }
}
