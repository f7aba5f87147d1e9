import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { DataSource, type EntityManager, In, MoreThan, type Repository, type SelectQueryBuilder } from 'typeorm';
import { chunks } from '../database/chunks.js';
import { shredding } from '../database/shredding.js';
import { transactional } from '../database/transaction.js';
import { readRecord } from '../domain/patient/read-record.js';
import type { Profile } from '../domain/patient/profile.js';
import { Keyring } from '../keyring/keyring.js';
import { loadVocabulary } from '../reference-data/load-vocabulary.js';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/config.module.js';
import { FhirClient } from './fhir-client/fhir-client.js';
import { PatientEntity } from './patient.entity.js';
import { partialOf, withPartial } from './partial-record.js';
import { mayReach, type PatientReach } from './patient-reach.port.js';
import { openRecord, recordVersion, resealRecord, sealRecord } from './record-vault.js';

export { FhirError } from './fhir-client/fhir-error.js';

/** A stored patient with the profile that the current vocabulary gives. */
export interface StoredPatient {
  id: string;
  /** Organisation that the patient belongs to. */
  tenant: string;
  source: string;
  importedAt: Date;
  /** Names the state of the record; changes when the record does. */
  version: string;
  profile: Profile;
}

/** Whose patient a record is and where it came from: `seed`, `upload`, or the base URL of a FHIR server. */
export interface RecordOrigin {
  tenant: string;
  source: string;
}

const CACHED_PROFILES = 200;
const ROWS_AT_ONCE = 20;
const IDS_AT_ONCE = 500;
/** A pseudonym of the keyring is 64 hexadecimal digits. */
const PSEUDONYM_LENGTH = 64;

const profileKey = ({ id, recordSha256 }: PatientEntity): string => `${id} ${recordSha256}`;

/** Import, storage and reading of patient records. */
@Injectable()
export class PatientsService implements OnModuleInit {
  private readonly profiles = new LRUCache<string, Profile>({ max: CACHED_PROFILES });

  private readonly fhir: FhirClient;

  private readonly patients: Repository<PatientEntity>;

  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(Keyring) private readonly keyring: Keyring,
    @Inject(APP_CONFIG) config: AppConfig,
  ) {
    this.patients = dataSource.getRepository(PatientEntity);
    this.fhir = new FhirClient(config.fhir.servers, { totalTimeoutMs: config.fhir.pullMilliseconds });
  }

  /** Seals what an earlier version kept in the open. */
  async onModuleInit(): Promise<void> {
    const rows = await this.patients
      .createQueryBuilder('patient')
      .where('LENGTH(patient.sourceId) <> :length', { length: PSEUDONYM_LENGTH })
      .getMany();
    if (rows.length === 0) return;
    await shredding(this.dataSource, async (manager) => {
      for (const row of rows) {
        const record = resealRecord(this.keyring, row.id, row.record);
        const sourceId = this.keyring.pseudonym(row.source, row.sourceId);
        await manager.update(PatientEntity, { id: row.id }, { record, sourceId });
      }
    });
  }

  /** Seals every record that is not under the key of today; how many. */
  async reseal(): Promise<number> {
    let resealed = 0;
    for await (const row of this.rows(() => this.everybody())) {
      if (this.keyring.isCurrent(row.record)) continue;
      const record = resealRecord(this.keyring, row.id, row.record);
      // Only what was read: a record that came in meanwhile is under the new key already.
      const same = { id: row.id, recordSha256: row.recordSha256 };
      await transactional(this.dataSource, (manager) => manager.update(PatientEntity, same, { record }));
      resealed += 1;
    }
    return resealed;
  }

  /**
   * Pulls one patient's record from an allowed FHIR server and stores it; what came only in part says so.
   * @throws FhirError where the server is not allowed, does not answer or has no such patient; RecordError.
   */
  async pull(baseUrl: string, patientId: string, tenant: string): Promise<StoredPatient> {
    const { bundle, partial } = await this.fhir.pull(baseUrl, patientId);
    return this.import(withPartial(bundle, partial), { tenant, source: baseUrl });
  }

  /**
   * Stores a record of a tenant. The same patient of the same source replaces the older record; an identical one changes nothing.
   * Throws RecordError where the record is not one patient's.
   */
  async import(record: unknown, { tenant, source }: RecordOrigin): Promise<StoredPatient> {
    const profile = this.read(record);
    const version = recordVersion(record);
    const sourceId = this.keyring.pseudonym(source, profile.patient);
    const known = await this.patients.findOneBy({ tenant, source, sourceId });
    const entity =
      known ??
      this.patients.create({
        id: source === 'seed' ? profile.patient : randomUUID(),
        tenant,
        source,
        sourceId,
      });
    if (entity.recordSha256 !== version) {
      const sealed = sealRecord(this.keyring, entity.id, record);
      Object.assign(entity, { recordSha256: version, record: sealed, importedAt: new Date() });
      await transactional(this.dataSource, (manager) => manager.save(entity));
    }
    return this.stored(entity, profile);
  }

  /** The patient with that id, if the caller may see it: who may not cannot tell whether there is one. */
  async get(id: string, reach: PatientReach): Promise<StoredPatient | undefined> {
    const entity = mayReach(reach, id) ? await this.patients.findOneBy({ id, tenant: reach.tenant }) : null;
    return entity ? this.stored(entity) : undefined;
  }

  /** The patients of some ids that the caller may see, by id. */
  async getMany(ids: readonly string[], reach: PatientReach): Promise<Map<string, StoredPatient>> {
    const reached = ids.filter((id) => mayReach(reach, id));
    const rows = await this.patients.findBy({ id: In(reached), tenant: reach.tenant });
    return new Map(rows.map((row) => [row.id, this.stored(row)]));
  }

  /** The record as it came, if the caller may see it. */
  async record(id: string, reach: PatientReach): Promise<unknown> {
    const entity = mayReach(reach, id) ? await this.patients.findOneBy({ id, tenant: reach.tenant }) : null;
    return entity ? openRecord(this.keyring, id, entity.record) : undefined;
  }

  /**
   * Erases a patient: the record and every row of every table that names the patient. What was done with it stays in the
   * audit log, by id. Whether there was one that the caller may see.
   */
  async erase(id: string, reach: PatientReach): Promise<boolean> {
    const known = mayReach(reach, id) ? await this.patients.findOneBy({ id, tenant: reach.tenant }) : null;
    if (!known) return false;
    // Earlier states of the record too.
    for (const key of [...this.profiles.keys()]) if (key.startsWith(`${id} `)) this.profiles.delete(key);
    await shredding(this.dataSource, async (manager) => {
      for (const { target, columns } of this.dataSource.entityMetadatas)
        if (columns.some(({ propertyName }) => propertyName === 'patientId'))
          await manager.delete(target, { patientId: id });
      await manager.delete(PatientEntity, { id });
    });
    return true;
  }

  /** Which of some ids are those of stored patients, within a transaction where one is given. */
  async storedAmong(
    ids: readonly string[],
    manager: EntityManager = this.dataSource.manager,
  ): Promise<ReadonlySet<string>> {
    const stored = new Set<string>();
    for (const some of chunks(ids, IDS_AT_ONCE)) {
      const rows = await manager.find(PatientEntity, { select: { id: true }, where: { id: In(some) } });
      for (const { id } of rows) stored.add(id);
    }
    return stored;
  }

  /** Patients that the caller may see, in the order of their ids, after the one given. */
  async list(
    reach: PatientReach,
    first: number,
    after?: string,
  ): Promise<{ items: StoredPatient[]; total: number; more: boolean }> {
    const visible = this.visible(reach);
    const page = visible
      .clone()
      .orderBy('patient.id', 'ASC')
      .take(first + 1);
    if (after !== undefined) page.andWhere({ id: MoreThan(after) });
    const [rows, total] = await Promise.all([page.getMany(), visible.getCount()]);
    return { items: rows.slice(0, first).map((row) => this.stored(row)), total, more: rows.length > first };
  }

  /** How many patients the caller may see. */
  async count(reach: PatientReach): Promise<number> {
    return this.visible(reach).getCount();
  }

  /** Every patient that the caller may see, or those of the ids given, in the order of ids; a few at a time are in memory. */
  each(reach: PatientReach, ids?: readonly string[]): AsyncGenerator<StoredPatient> {
    return this.stream(() => this.visible(reach), ids);
  }

  /** The same over all organisations, for upkeep that answers to nobody. */
  eachOfAll(ids?: readonly string[]): AsyncGenerator<StoredPatient> {
    return this.stream(() => this.everybody(), ids);
  }

  private async *stream(
    rowsOf: () => SelectQueryBuilder<PatientEntity>,
    ids: readonly string[] | undefined,
  ): AsyncGenerator<StoredPatient> {
    for await (const row of ids ? this.rowsOfIds(rowsOf, ids) : this.rows(rowsOf)) yield this.stored(row);
  }

  private async *rowsOfIds(
    rowsOf: () => SelectQueryBuilder<PatientEntity>,
    ids: readonly string[],
  ): AsyncGenerator<PatientEntity> {
    for (const some of chunks([...new Set(ids)].sort(), ROWS_AT_ONCE))
      yield* await rowsOf()
        .andWhere({ id: In(some) })
        .orderBy('patient.id', 'ASC')
        .getMany();
  }

  private async *rows(rowsOf: () => SelectQueryBuilder<PatientEntity>): AsyncGenerator<PatientEntity> {
    for (let after = ''; ;) {
      const rows = await rowsOf()
        .andWhere({ id: MoreThan(after) })
        .orderBy('patient.id', 'ASC')
        .take(ROWS_AT_ONCE)
        .getMany();
      yield* rows;
      const last = rows.at(-1);
      if (!last || rows.length < ROWS_AT_ONCE) return;
      after = last.id;
    }
  }

  /** The version of every stored record, by patient, without reading the records. */
  async versions(): Promise<Map<string, string>> {
    const rows = await this.patients.find({ select: { id: true, recordSha256: true } });
    return new Map(rows.map(({ id, recordSha256 }) => [id, recordSha256]));
  }

  /** Reads a record that is used once and not kept. Throws RecordError. */
  read(record: unknown): Profile {
    const partial = partialOf(record);
    return { ...readRecord(record, loadVocabulary()), ...(partial && { partial }) };
  }

  private everybody(): SelectQueryBuilder<PatientEntity> {
    return this.patients.createQueryBuilder('patient').where('1 = 1');
  }

  private visible({ tenant, only }: PatientReach): SelectQueryBuilder<PatientEntity> {
    const rows = this.patients.createQueryBuilder('patient').where({ tenant });
    return only === undefined ? rows : rows.andWhere({ id: only ?? In([]) });
  }

  private stored(entity: PatientEntity, read?: Profile): StoredPatient {
    const key = profileKey(entity);
    const profile = read ?? this.profiles.get(key) ?? this.read(openRecord(this.keyring, entity.id, entity.record));
    this.profiles.set(key, profile);
    return {
      id: entity.id,
      tenant: entity.tenant,
      source: entity.source,
      importedAt: entity.importedAt,
      version: entity.recordSha256,
      profile,
    };
  }
}
