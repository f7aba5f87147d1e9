import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type ColumnSketch, createTable, type TableSketch } from '../table.js';

const key: ColumnSketch = { kind: 'text', primary: true };
const text: ColumnSketch = { kind: 'text' };
const optionalText: ColumnSketch = { kind: 'text', nullable: true };
const integer: ColumnSketch = { kind: 'integer' };
const optionalReal: ColumnSketch = { kind: 'real', nullable: true };
const json: ColumnSketch = { kind: 'json' };
const dateTime: ColumnSketch = { kind: 'dateTime' };
const binary: ColumnSketch = { kind: 'binary' };

const tables: Record<string, TableSketch> = {
  trial: {
    columns: {
      id: key,
      number: integer,
      title: text,
      status: text,
      acceptsNow: text,
      statusVerified: optionalText,
      studyType: optionalText,
      phases: json,
      primaryPurpose: optionalText,
      sex: text,
      minimumAge: optionalReal,
      maximumAge: optionalReal,
      startDate: optionalText,
      primaryCompletionDate: optionalText,
      lastUpdated: optionalText,
      registries: json,
      details: json,
      versionInForce: optionalText,
      createdAt: dateTime,
      updatedAt: dateTime,
    },
    indices: {
      trial_number: { columns: ['number'], unique: true },
      trial_updated: { columns: ['lastUpdated', 'id'] },
      trial_status: { columns: ['status'] },
    },
  },
  trial_source: {
    columns: {
      registry: key,
      registryId: key,
      trialId: text,
      versionId: text,
      sha256: text,
      closed: optionalText,
    },
    indices: { trial_source_trial: { columns: ['trialId'] } },
  },
  trial_version: {
    columns: {
      id: key,
      registry: text,
      registryId: text,
      version: text,
      sequence: integer,
      sha256: text,
      textSha256: text,
      dataTimestamp: optionalText,
      fetchedAt: dateTime,
    },
    indices: { trial_version_source: { columns: ['registry', 'registryId', 'sequence'], unique: true } },
  },
  raw_record: { columns: { sha256: key, content: binary, bytes: integer } },
  eligibility_document: {
    columns: { versionId: key, structurer: text, vocabulary: text, content: binary, criteria: integer },
  },
  trial_site: {
    columns: {
      trialId: key,
      ordinal: { kind: 'integer', primary: true },
      facility: optionalText,
      city: optionalText,
      state: optionalText,
      zip: optionalText,
      country: optionalText,
      latitude: optionalReal,
      longitude: optionalReal,
      status: text,
      acceptsNow: text,
      statusRaw: optionalText,
      inherited: { kind: 'boolean' },
      registry: text,
      conflict: optionalText,
    },
    indices: {
      trial_site_place: { columns: ['acceptsNow', 'latitude', 'longitude'] },
      trial_site_country: { columns: ['country'] },
    },
  },
  trial_identifier: {
    columns: { trialId: key, scheme: key, value: key, registry: text },
    indices: { trial_identifier_value: { columns: ['value'] } },
  },
  trial_term: {
    columns: { trialId: key, kind: key, code: key },
    indices: { trial_term_code: { columns: ['kind', 'code', 'trialId'] } },
  },
  quarantined_record: {
    columns: {
      id: key,
      registry: text,
      registryId: optionalText,
      error: text,
      content: binary,
      attempts: integer,
      firstFailedAt: dateTime,
      lastFailedAt: dateTime,
    },
    indices: { quarantined_record_registry: { columns: ['registry'] } },
  },
  sync_state: {
    columns: {
      registry: key,
      query: text,
      dataTimestamp: optionalText,
      completeTo: optionalText,
      lastSweepAt: { kind: 'dateTime', nullable: true },
      finishedAt: dateTime,
    },
  },
};

export class Trials1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, sketch] of Object.entries(tables)) await createTable(runner, name, sketch);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(tables).reverse()) await runner.dropTable(name, true);
  }
}
