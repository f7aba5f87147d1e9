import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { LRUCache } from 'lru-cache';
import { In, MoreThan, Repository, type SelectQueryBuilder } from 'typeorm';
import { chunks } from '../database/chunks.js';

import { readRecord } from '../domain/patient/read-record.js';
import type { Profile } from '../domain/patient/profile.js';
import { loadVocabulary } from '../reference-data/load-vocabulary.js';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/config.module.js';
import { FhirClient } from './fhir-client/fhir-client.js';
import { PatientEntity } from './patient.entity.js';
import { partialOf, withPartial } from './partial-record.js';
import { mayReach, type PatientReach } from './patient-reach.port.js';
import { packRecord, unpackRecord } from './record-version.js';

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

const profileKey = ({ id, recordSha256 }: PatientEntity): string => `${id} ${recordSha256}`;

/** Import, storage and reading of patient records. */
@Injectable()
export class PatientsService {
  private readonly profiles = new LRUCache<string, Profile>({ max: CACHED_PROFILES });

  private readonly fhir: FhirClient;

  constructor(
    @InjectRepository(PatientEntity) private readonly patients: Repository<PatientEntity>,
    @Inject(APP_CONFIG) config: AppConfig,
  ) {
    this.fhir = new FhirClient(config.fhir.servers);
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
    const { packed, sha256 } = packRecord(record);
    const known = await this.patients.findOneBy({ tenant, source, sourceId: profile.patient });
    const entity =
      known ??
      this.patients.create({
        id: source === 'seed' ? profile.patient : randomUUID(),
        tenant,
        source,
        sourceId: profile.patient,
      });
    if (entity.recordSha256 !== sha256) {
      Object.assign(entity, { recordSha256: sha256, record: packed, importedAt: new Date() });
      await this.patients.save(entity);
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

  /** Deletes a record for good. Whether there was one that the caller may see. */
  async remove(id: string, reach: PatientReach): Promise<boolean> {
    const known = mayReach(reach, id) ? await this.patients.findOneBy({ id, tenant: reach.tenant }) : null;
    if (!known) return false;
    this.profiles.delete(profileKey(known));
    await this.patients.remove(known);
    return true;
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
    return this.stream(() => this.patients.createQueryBuilder('patient').where('1 = 1'), ids);
  }

  private async *stream(
    rowsOf: () => SelectQueryBuilder<PatientEntity>,
    ids: readonly string[] | undefined,
  ): AsyncGenerator<StoredPatient> {
    if (ids) {
      for (const some of chunks([...new Set(ids)].sort(), ROWS_AT_ONCE))
        for (const row of await rowsOf()
          .andWhere({ id: In(some) })
          .orderBy('patient.id', 'ASC')
          .getMany())
          yield this.stored(row);
      return;
    }
    for (let after = ''; ;) {
      const rows = await rowsOf().andWhere({ id: MoreThan(after) }).orderBy('patient.id', 'ASC').take(ROWS_AT_ONCE).getMany(); // prettier-ignore
      for (const row of rows) yield this.stored(row);
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

  private visible({ tenant, only }: PatientReach): SelectQueryBuilder<PatientEntity> {
    const rows = this.patients.createQueryBuilder('patient').where({ tenant });
    return only === undefined ? rows : rows.andWhere({ id: only ?? In([]) });
  }

  private stored(entity: PatientEntity, read?: Profile): StoredPatient {
    const key = profileKey(entity);
    const profile = read ?? this.profiles.get(key) ?? this.read(unpackRecord(entity.record));
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
