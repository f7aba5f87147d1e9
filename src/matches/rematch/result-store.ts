import { createHash } from 'node:crypto';
import { type DataSource, type EntityManager, In, LessThanOrEqual, MoreThan } from 'typeorm';
import { chunks } from '../../database/chunks.js';
import { transactional } from '../../database/transaction.js';
import type { PairResult } from '../../domain/matching/change/assess-pair.js';
import { statementsOf } from '../../domain/matching/change/subjects.js';
import type { Keyring } from '../../keyring/keyring.js';
import type { PatientsService, StoredPatient } from '../../patients/patients.service.js';
import { MatchChangeEntity } from '../entities/match-change.entity.js';
import { MatchResultEntity } from '../entities/match-result.entity.js';
import { MatchedPatientEntity } from '../entities/matched-patient.entity.js';
import { MatchedTrialEntity } from '../entities/matched-trial.entity.js';

const ROWS = 500;
/** Rows of one insert: short enough that nobody waits for it. */
const ROWS_OF_ONE_INSERT = 100;

/** Twelve characters that stand for a text. */
export const digest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 12);

/** Hexadecimal digits of a pseudonym that are kept of a statement. */
const STATEMENT_DIGITS = 24;

/** What a record says, by subject, in pseudonyms of the keyring: who has the database alone cannot try out what it says. */
export const pseudonymsOf = (keyring: Keyring, { id, profile }: StoredPatient): Record<string, string> =>
  Object.fromEntries(
    [...statementsOf(profile)].map(([subject, said]) => [
      subject,
      keyring.pseudonym('statement', id, said).slice(0, STATEMENT_DIGITS),
    ]),
  );

export const resultRow = (patientId: string, trialId: string, result: PairResult): MatchResultEntity => ({
  patientId,
  trialId,
  grade: result.grade,
  score: result.score,
  scope: result.scope,
  deciding: result.deciding,
  excludedBy: result.excludedBy,
  changesOn: result.changesOn ?? null,
});

/** Everything that is written at once, so that a result never stands beside the wrong versions. */
export interface ResultBatch {
  results: MatchResultEntity[];
  changes: MatchChangeEntity[];
  patients?: MatchedPatientEntity[];
  trials?: MatchedTrialEntity[];
}

/** The tables of stored results. */
export class ResultStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly patients: PatientsService,
  ) {}

  private get manager(): EntityManager {
    return this.dataSource.manager;
  }

  /** Writes the batch, except what is about a patient who was erased while it was worked out; gives what changed. */
  async write({ results, changes, patients = [], trials = [] }: ResultBatch): Promise<MatchChangeEntity[]> {
    return transactional(this.dataSource, async (manager) => {
      const ids = [...results, ...changes, ...patients].map(({ patientId }) => patientId);
      const stored = await this.patients.storedAmong([...new Set(ids)], manager);
      const isStored = ({ patientId }: { patientId: string }): boolean => stored.has(patientId);
      const told = changes.filter(isStored);
      for (const some of chunks(results.filter(isStored), ROWS_OF_ONE_INSERT))
        await manager.upsert(MatchResultEntity, some, ['patientId', 'trialId']);
      for (const some of chunks(told, ROWS_OF_ONE_INSERT)) await manager.insert(MatchChangeEntity, some);
      const matched = patients.filter(isStored);
      if (matched.length > 0) await manager.upsert(MatchedPatientEntity, matched, ['patientId']);
      if (trials.length > 0) await manager.upsert(MatchedTrialEntity, trials, ['trialId']);
      return told;
    });
  }

  /** The results of a trial, some hundred at a time, in the order of patients. */
  async *resultsOfTrial(trialId: string): AsyncGenerator<MatchResultEntity[]> {
    for (let after = ''; ;) {
      const rows = await this.manager.find(MatchResultEntity, {
        where: { trialId, patientId: MoreThan(after) },
        order: { patientId: 'ASC' },
        take: ROWS,
      });
      if (rows.length > 0) yield rows;
      const last = rows.at(-1);
      if (!last || rows.length < ROWS) return;
      after = last.patientId;
    }
  }

  async resultsOfPatient(patientId: string): Promise<Map<string, MatchResultEntity>> {
    const rows = await this.manager.findBy(MatchResultEntity, { patientId });
    return new Map(rows.map((row) => [row.trialId, row]));
  }

  /** Results that time alone can have changed on or before `day`, by patient. */
  async due(day: string): Promise<Map<string, MatchResultEntity[]>> {
    const rows = await this.manager.find(MatchResultEntity, {
      where: { changesOn: LessThanOrEqual(day) },
      order: { patientId: 'ASC', trialId: 'ASC' },
    });
    const byPatient = new Map<string, MatchResultEntity[]>();
    for (const row of rows) byPatient.set(row.patientId, [...(byPatient.get(row.patientId) ?? []), row]);
    return byPatient;
  }

  async matchedTrialIds(): Promise<string[]> {
    const rows = await this.manager.find(MatchedTrialEntity, { select: { trialId: true } });
    return rows.map(({ trialId }) => trialId);
  }

  async matchedTrial(trialId: string): Promise<MatchedTrialEntity | undefined> {
    return (await this.manager.findOneBy(MatchedTrialEntity, { trialId })) ?? undefined;
  }

  /** The version and engine of every patient's results. */
  async matchedVersions(): Promise<Map<string, Pick<MatchedPatientEntity, 'recordVersion' | 'engine'>>> {
    const rows = await this.manager.find(MatchedPatientEntity, {
      select: { patientId: true, recordVersion: true, engine: true },
    });
    return new Map(rows.map((row) => [row.patientId, row]));
  }

  async matchedPatient(patientId: string): Promise<MatchedPatientEntity | undefined> {
    return (await this.manager.findOneBy(MatchedPatientEntity, { patientId })) ?? undefined;
  }

  /** The subjects that the records of some patients speak of. */
  async subjectsOf(patientIds: readonly string[]): Promise<Map<string, string[]>> {
    const rows = await this.manager.findBy(MatchedPatientEntity, { patientId: In([...patientIds]) });
    return new Map(rows.map(({ patientId, statements }) => [patientId, Object.keys(statements)]));
  }

  async forgetTrials(trialIds: readonly string[]): Promise<void> {
    for (const some of chunks(trialIds, ROWS))
      await transactional(this.dataSource, async (manager) => {
        await manager.delete(MatchResultEntity, { trialId: In(some) });
        await manager.delete(MatchedTrialEntity, { trialId: In(some) });
      });
  }

  /** Everything kept about patients: results, what they were computed from, and changes. */
  async forgetPatients(patientIds: readonly string[]): Promise<void> {
    for (const some of chunks(patientIds, ROWS))
      await transactional(this.dataSource, async (manager) => {
        for (const entity of [MatchResultEntity, MatchedPatientEntity, MatchChangeEntity])
          await manager.delete(entity, { patientId: In(some) });
      });
  }
}
