import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In, Not } from 'typeorm';
import { transactional } from '../database/transaction.js';
import { keepIds } from '../domain/criteria/amendments/amendments.js';
import type { EligibilityDocument } from '../domain/criteria/model.js';
import { QuarantinedRecordEntity } from './entities/quarantined-record.entity.js';
import { RawRecordEntity } from './entities/raw-record.entity.js';
import { StoredDocumentEntity } from './entities/stored-document.entity.js';
import { TrialIdentifierEntity } from './entities/trial-identifier.entity.js';
import { TrialSiteEntity } from './entities/trial-site.entity.js';
import { TrialSourceEntity } from './entities/trial-source.entity.js';
import { TrialTermEntity } from './entities/trial-term.entity.js';
import { TrialEntity } from './entities/trial.entity.js';
import { TrialVersionEntity } from './entities/trial-version.entity.js';
import { type CurrentRecord, mergeRecords } from './merge/merge-records.js';
import type { RecordReaders } from './record-reader.port.js';
import { BatchState } from './store/batch-state.js';
import { pack, sha256, unpack } from './store/canonical-record.js';
import { chunks } from '../database/chunks.js';
import { insertRows } from './store/insert-rows.js';
import {
  type FailedRecord,
  type HashedRecord,
  hashRecord,
  isFailed,
  mapRecord,
  type PreparedRecord,
  structureRecords,
} from './store/prepared-record.js';
import { Quarantine } from './store/quarantine.js';
import { textIndexOf } from './store/text-index.js';
import { foundingId, trialFor } from './store/trial-links.js';
import { identifierRows, siteRows, termRows, textEntry } from './store/trial-rows.js';
import { dateOfVersion, versionId, versionLabel } from './store/version-label.js';
import type { Structurer } from './structurer.port.js';
import { RECORD_READERS, STRUCTURER } from './tokens.port.js';
import type { RegistryName, TrialRecord } from './trial-record.port.js';

export interface StoreResult {
  added: string[];
  changed: string[];
  unchanged: number;
  /** New records outside the scope of the run, and records older than what is stored. */
  skipped: number;
  failed: { id?: string; error: string }[];
  /** `field=value` that no table knew -> how often. */
  unknownValues: Record<string, number>;
}

export interface Provenance {
  fetchedAt: Date;
  dataTimestamp?: string;
}

export interface SourceState {
  /** The registry's date of the stored version. */
  updated: string;
  closed: boolean;
}

/** Why a source closes: the registry no longer has it, or merged it into another record. */
export type ClosingReason = 'removed' | 'merged';

interface Placed {
  prepared: PreparedRecord;
  trialId: string;
  /** Absent where a closed record came back unchanged. */
  version?: TrialVersionEntity;
  isNewSource: boolean;
}

/** Writes registry records into the trial store: versions, documents, and the trial merged anew from all its sources. */
@Injectable()
export class TrialStoreService {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(RECORD_READERS) private readonly readers: RecordReaders,
    @Inject(STRUCTURER) private readonly structurer: Structurer,
  ) {}

  /**
   * Stores one page in one transaction: all of it or nothing. A record whose content is known writes nothing; one that
   * cannot be read goes to quarantine and leaves the last good version in force. Of one id twice in a page the last counts.
   */
  async storePage(
    registry: RegistryName,
    page: readonly unknown[],
    provenance: Provenance,
    accepts: (record: TrialRecord) => boolean = () => true,
  ): Promise<StoreResult> {
    const hashed = page.map((raw) => hashRecord(registry, this.readers[registry], raw));
    const distinct = [...new Map(hashed.map((record) => [record.id ?? record.sha256, record])).values()];
    const news = await this.withoutKnown(registry, distinct);
    const result: StoreResult = {
      added: [],
      changed: [],
      unchanged: distinct.length - news.length,
      skipped: 0,
      failed: [],
      unknownValues: {},
    };
    if (news.length === 0) return result;
    const { ready, failed, skipped } = await this.prepare(registry, news, accepts);
    result.skipped = skipped;
    await transactional(this.dataSource, async (manager) => {
      await this.write(manager, registry, ready, provenance, result);
      const quarantine = new Quarantine(manager);
      await quarantine.put(failed, provenance.fetchedAt);
      await quarantine.release(registry, ready);
    });
    for (const { id, error } of failed) result.failed.push({ id, error });
    for (const { record } of ready)
      for (const value of record.unknownValues) result.unknownValues[value] = (result.unknownValues[value] ?? 0) + 1;
    return result;
  }

  private async prepare(
    registry: RegistryName,
    news: readonly { hashed: HashedRecord; stored?: TrialSourceEntity }[],
    accepts: (record: TrialRecord) => boolean,
  ): Promise<{ ready: PreparedRecord[]; failed: FailedRecord[]; skipped: number }> {
    const mapped = news.map(({ hashed, stored }) => ({ stored, read: mapRecord(hashed, this.readers[registry]) }));
    const failed = mapped.flatMap(({ read }) => (isFailed(read) ? [read] : []));
    const wanted = mapped.flatMap(({ stored, read }) => {
      if (isFailed(read)) return [];
      return (stored ? !isOlder(read.record, stored) : accepts(read.record)) ? [read] : [];
    });
    const structured = await structureRecords(wanted, this.structurer);
    return {
      ready: structured.flatMap((prepared) => (isFailed(prepared) ? [] : [prepared])),
      failed: [...failed, ...structured.flatMap((prepared) => (isFailed(prepared) ? [prepared] : []))],
      skipped: news.length - failed.length - wanted.length,
    };
  }

  /** Numbers of the registry's records that are stored. */
  async storedIds(registry: RegistryName): Promise<Set<string>> {
    const sources = await this.dataSource.manager.find(TrialSourceEntity, {
      select: { registryId: true },
      where: { registry },
    });
    return new Set(sources.map(({ registryId }) => registryId));
  }

  /** Every stored record of a registry with the date of its version. */
  async sourceStates(registry: RegistryName): Promise<Map<string, SourceState>> {
    const sources = await this.dataSource.manager.findBy(TrialSourceEntity, { registry });
    return new Map(
      sources.map(({ registryId, versionId: version, closed }) => [
        registryId,
        { updated: dateOfVersion(registry, registryId, version), closed: closed !== null },
      ]),
    );
  }

  /** Closes records that their registry no longer has. Their versions stay; the trial takes nobody unless another source speaks. */
  async close(
    registry: RegistryName,
    closings: readonly { id: string; why: ClosingReason }[],
    now: Date,
  ): Promise<void> {
    if (closings.length === 0) return;
    await transactional(this.dataSource, async (manager) => {
      const trialIds: string[] = [];
      for (const { id, why } of closings) {
        const source = await manager.findOneBy(TrialSourceEntity, { registry, registryId: id });
        if (!source) continue;
        await manager.update(TrialSourceEntity, { registry, registryId: id }, { closed: why });
        trialIds.push(source.trialId);
      }
      await this.refresh(manager, [...new Set(trialIds)], now);
    });
  }

  /**
   * Structures stored records anew where the structurer or the vocabulary have changed since, all versions, so that
   * amendments compare like with like. Needs no network; criteria keep their ids. Returns how many documents were made.
   */
  async restructure(now: Date, pageSize = 100): Promise<number> {
    const isOutdated = [
      { structurer: Not(this.structurer.version) },
      { vocabulary: Not(this.structurer.vocabularyVersion) },
    ];
    const outdated = await this.dataSource.manager.find(StoredDocumentEntity, {
      select: { versionId: true },
      where: isOutdated,
      order: { versionId: 'ASC' },
    });
    for (const page of chunks(outdated, pageSize)) {
      await transactional(this.dataSource, (manager) =>
        this.restructurePage(
          manager,
          page.map(({ versionId: id }) => id),
          now,
        ),
      );
      await new Promise((resume) => setImmediate(resume));
    }
    return outdated.length;
  }

  private async restructurePage(manager: EntityManager, ids: readonly string[], now: Date): Promise<void> {
    const versions = await manager.findBy(TrialVersionEntity, { id: In([...ids]) });
    for (const version of versions) {
      const raw = await manager.findOneByOrFail(RawRecordEntity, { sha256: version.sha256 });
      const record = this.readers[version.registry].map(JSON.parse(unpack(raw.content)));
      const before = await this.storedDocument(manager, version.id);
      const made = this.structurer.structure({ ...record.eligibility, version: version.version });
      const row = this.documentRow(version, before ? keepIds(before, made) : made);
      await manager.update(StoredDocumentEntity, { versionId: version.id }, row);
    }
    const trials = await manager.findBy(TrialSourceEntity, { versionId: In([...ids]) });
    await this.refresh(manager, [...new Set(trials.map(({ trialId }) => trialId))], now);
  }

  /** What could not be read so far, oldest first; without the records themselves. */
  quarantined(registry: RegistryName): Promise<Omit<QuarantinedRecordEntity, 'content'>[]> {
    return this.dataSource.manager.find(QuarantinedRecordEntity, {
      select: {
        id: true,
        registry: true,
        registryId: true,
        error: true,
        attempts: true,
        firstFailedAt: true,
        lastFailedAt: true,
      },
      where: { registry },
      order: { firstFailedAt: 'ASC', id: 'ASC' },
    });
  }

  /** Tries again what could not be read before. */
  async retryQuarantined(registry: RegistryName, provenance: Provenance): Promise<StoreResult | undefined> {
    const held = await this.dataSource.manager.findBy(QuarantinedRecordEntity, { registry });
    if (held.length === 0) return undefined;
    // An older state of a record that has been read since is news to nobody: only the newest counts.
    const newest = [...held].sort((a, b) => a.firstFailedAt.getTime() - b.firstFailedAt.getTime());
    return this.storePage(
      registry,
      newest.map(({ content }): unknown => JSON.parse(unpack(content))),
      provenance,
    );
  }

  private async withoutKnown(
    registry: RegistryName,
    page: readonly HashedRecord[],
  ): Promise<{ hashed: HashedRecord; stored?: TrialSourceEntity }[]> {
    const stored = new Map<string, TrialSourceEntity>();
    const ids = page.flatMap(({ id }) => id ?? []);
    for (const some of chunks(ids, 1000)) {
      const sources = await this.dataSource.manager.findBy(TrialSourceEntity, { registry, registryId: In(some) });
      for (const source of sources) stored.set(source.registryId, source);
    }
    return page.flatMap((hashed) => {
      const source = stored.get(hashed.id ?? '');
      const isKnown = source?.sha256 === hashed.sha256 && source.closed === null;
      return isKnown ? [] : [{ hashed, stored: source }];
    });
  }

  private async write(
    manager: EntityManager,
    registry: RegistryName,
    ready: readonly PreparedRecord[],
    provenance: Provenance,
    result: StoreResult,
  ): Promise<void> {
    if (ready.length === 0) return;
    const state = await BatchState.read(manager, registry, ready);
    const placed = ready.map((prepared) => this.place(prepared, state, provenance));
    for (const { prepared, isNewSource } of placed) (isNewSource ? result.added : result.changed).push(prepared.id);
    await this.keepCriterionIds(manager, placed, state);
    await this.writeVersions(manager, placed);
    await this.writeSources(manager, placed, state);
    await this.mergeTrials(manager, placed, state, provenance.fetchedAt);
  }

  private place(prepared: PreparedRecord, state: BatchState, { fetchedAt, dataTimestamp }: Provenance): Placed {
    const source = state.source.get(prepared.id);
    const alone = source === undefined || state.sourcesOf(source.trialId).length === 1;
    const joined = alone ? trialFor(prepared.record, state.candidates(prepared)) : undefined;
    const founded = foundingId(prepared.record);
    const trialId = joined ?? source?.trialId ?? (state.trials.has(founded) ? prepared.id : founded);
    const isNewSource = source === undefined;
    if (source?.sha256 === prepared.sha256) return { prepared, trialId, isNewSource };
    const { version, sequence } = versionLabel(prepared, state.versions(prepared.id));
    return {
      prepared,
      trialId,
      isNewSource,
      version: {
        id: versionId(prepared.registry, prepared.id, version),
        registry: prepared.registry,
        registryId: prepared.id,
        version,
        sequence,
        sha256: prepared.sha256,
        textSha256: sha256(prepared.record.eligibility.text),
        dataTimestamp: dataTimestamp ?? null,
        fetchedAt,
      },
    };
  }

  /** Criteria whose text an amendment left alone keep their ids. */
  private async keepCriterionIds(manager: EntityManager, placed: readonly Placed[], state: BatchState): Promise<void> {
    for (const { prepared, version } of placed) {
      const before = version && state.source.get(prepared.id)?.versionId;
      const document = await this.storedDocument(manager, before);
      if (document) prepared.document = keepIds(document, prepared.document);
    }
  }

  private async writeVersions(manager: EntityManager, placed: readonly Placed[]): Promise<void> {
    const fresh = placed.flatMap(({ prepared, version }) => (version ? [{ prepared, version }] : []));
    const raw = new Map(fresh.map(({ prepared }) => [prepared.sha256, prepared]));
    for (const some of chunks([...raw.keys()], 1000)) {
      const stored = await manager.find(RawRecordEntity, { select: { sha256: true }, where: { sha256: In(some) } });
      for (const { sha256: hash } of stored) raw.delete(hash);
    }
    await insertRows(
      manager,
      RawRecordEntity,
      [...raw.values()].map(({ sha256: hash, content, json }) => ({
        sha256: hash,
        content,
        bytes: Buffer.byteLength(json),
      })),
    );
    await insertRows(
      manager,
      TrialVersionEntity,
      fresh.map(({ version }) => version),
    );
    await insertRows(
      manager,
      StoredDocumentEntity,
      fresh.map(({ prepared, version }) => this.documentRow(version, prepared.document)),
    );
  }

  private documentRow(version: TrialVersionEntity, made: EligibilityDocument): StoredDocumentEntity {
    const document = { ...made, trial: { ...made.trial, version: version.version } };
    return {
      versionId: version.id,
      structurer: this.structurer.version,
      vocabulary: this.structurer.vocabularyVersion,
      content: pack(JSON.stringify(document)),
      criteria: document.criteria.length,
    };
  }

  private async writeSources(manager: EntityManager, placed: readonly Placed[], state: BatchState): Promise<void> {
    const rows = placed.map(({ prepared, trialId, version }): TrialSourceEntity => ({
      registry: prepared.registry,
      registryId: prepared.id,
      trialId,
      versionId: version?.id ?? state.source.get(prepared.id)?.versionId ?? '',
      sha256: prepared.sha256,
      closed: null,
    }));
    const isNew = (row: TrialSourceEntity) => !state.source.has(row.registryId);
    await insertRows(manager, TrialSourceEntity, rows.filter(isNew));
    for (const row of rows.filter((candidate) => !isNew(candidate))) {
      const { registry, registryId, ...values } = row;
      await manager.update(TrialSourceEntity, { registry, registryId }, values);
    }
  }

  /** Merges the touched trials anew from all their sources and replaces everything derived from them. */
  private async mergeTrials(
    manager: EntityManager,
    placed: readonly Placed[],
    state: BatchState,
    now: Date,
  ): Promise<void> {
    const abandoned = placed.flatMap(({ prepared, trialId }) => {
      const before = state.source.get(prepared.id)?.trialId;
      return before !== undefined && before !== trialId ? [before] : [];
    });
    await this.dropTrials(manager, abandoned, state);
    await this.refresh(manager, [...new Set(placed.map(({ trialId }) => trialId))], now, placed);
  }

  private async dropTrials(manager: EntityManager, trialIds: readonly string[], state: BatchState): Promise<void> {
    if (trialIds.length === 0) return;
    const numbers = trialIds.flatMap((id) => state.trials.get(id)?.number ?? []);
    await textIndexOf(this.dataSource).remove(manager, numbers);
    for (const entity of [TrialSiteEntity, TrialIdentifierEntity, TrialTermEntity])
      await manager.delete(entity, { trialId: In([...trialIds]) });
    await manager.delete(TrialEntity, { id: In([...trialIds]) });
  }

  /** Rebuilds trials from their sources' current versions. `fresh` spares reading back what was just written. */
  async refresh(
    manager: EntityManager,
    trialIds: readonly string[],
    now: Date,
    fresh: readonly { prepared: PreparedRecord }[] = [],
  ): Promise<void> {
    const atHand = new Map(fresh.map(({ prepared }) => [`${prepared.registry} ${prepared.id}`, prepared]));
    const texts = textIndexOf(this.dataSource);
    for (const some of chunks(trialIds, 500)) {
      const sources = await manager.findBy(TrialSourceEntity, { trialId: In(some) });
      const existing = new Map((await manager.findBy(TrialEntity, { id: In(some) })).map((trial) => [trial.id, trial]));
      let number = (await manager.maximum(TrialEntity, 'number')) ?? 0;
      const rows = [];
      for (const trialId of some) {
        const records: CurrentRecord[] = [];
        for (const source of sources.filter((candidate) => candidate.trialId === trialId)) {
          const prepared = atHand.get(`${source.registry} ${source.registryId}`);
          const record = prepared?.record ?? (await this.recordOf(manager, source));
          const version = source.versionId.slice(`${source.registry}:${source.registryId}:`.length);
          records.push({ record, versionId: source.versionId, version, closed: source.closed ?? undefined });
        }
        const merged = mergeRecords(records);
        const before = existing.get(trialId);
        const trial: TrialEntity = {
          ...merged.fields,
          id: trialId,
          number: before?.number ?? ++number,
          createdAt: before?.createdAt ?? now,
          updatedAt: now,
        };
        const lead = merged.records[0];
        const prepared = lead && atHand.get(`${lead.record.registry} ${lead.record.id}`);
        const document = prepared?.document ?? (await this.storedDocument(manager, lead?.versionId));
        const subject =
          lead && document ? this.structurer.subject(lead.record, document) : { cancers: [], genes: [], drugs: [] };
        rows.push({ trial, merged, subject });
      }
      const old = [...existing.keys()];
      if (old.length > 0) {
        for (const entity of [TrialSiteEntity, TrialIdentifierEntity, TrialTermEntity])
          await manager.delete(entity, { trialId: In(old) });
        await manager.delete(TrialEntity, { id: In(old) });
      }
      await insertRows(
        manager,
        TrialEntity,
        rows.map(({ trial }) => trial),
      );
      await insertRows(
        manager,
        TrialSiteEntity,
        rows.flatMap(({ trial, merged }) => siteRows(trial.id, merged)),
      );
      await insertRows(
        manager,
        TrialIdentifierEntity,
        rows.flatMap(({ trial, merged }) => identifierRows(trial.id, merged)),
      );
      await insertRows(
        manager,
        TrialTermEntity,
        rows.flatMap(({ trial, merged, subject }) => termRows(trial.id, merged, subject)),
      );
      await texts.replace(
        manager,
        rows.map(({ trial, merged }) => textEntry(trial.number, merged)),
      );
    }
  }

  private async recordOf(manager: EntityManager, source: TrialSourceEntity) {
    const raw = await manager.findOneByOrFail(RawRecordEntity, { sha256: source.sha256 });
    return this.readers[source.registry].map(JSON.parse(unpack(raw.content)));
  }

  private async storedDocument(
    manager: EntityManager,
    version: string | undefined,
  ): Promise<EligibilityDocument | undefined> {
    if (version === undefined) return undefined;
    const stored = await manager.findOneBy(StoredDocumentEntity, { versionId: version });
    return stored ? (JSON.parse(unpack(stored.content)) as EligibilityDocument) : undefined;
  }
}

/**
 * Whether a record says less recent things than the stored one: an old copy out of a file must not undo what the registry
 * said later. A record without a date is older than any that has one.
 */
function isOlder(record: TrialRecord, stored: TrialSourceEntity): boolean {
  const date = dateOfVersion(stored.registry, stored.registryId, stored.versionId);
  return /^\d{4}-\d{2}-\d{2}$/.test(date) && (record.updated ?? '') < date;
}
