import { Inject, Injectable } from '@nestjs/common';
import { DataSource, In, type SelectQueryBuilder } from 'typeorm';
import { type Amendment, amendment } from '../domain/criteria/amendments/amendments.js';
import type { EligibilityDocument } from '../domain/criteria/model.js';
import { chunks } from '../database/chunks.js';
import { CurationService } from './curation.service.js';
import { StoredDocumentEntity } from './entities/stored-document.entity.js';
import { TrialIdentifierEntity } from './entities/trial-identifier.entity.js';
import { TrialSiteEntity } from './entities/trial-site.entity.js';
import { TrialSourceEntity } from './entities/trial-source.entity.js';
import { TrialEntity } from './entities/trial.entity.js';
import { TrialVersionEntity } from './entities/trial-version.entity.js';
import { milesBetween } from './search/distance.js';
import type { Point } from './search/trial-filter.js';
import { unpack } from './store/canonical-record.js';

export type Trial = TrialEntity;
export type TrialSite = TrialSiteEntity;
export type TrialIdentifier = TrialIdentifierEntity;
export type TrialVersion = TrialVersionEntity;

export interface PlacedSite {
  site: TrialSite;
  /** From the point asked for; absent where the registry gives no coordinates. */
  miles?: number;
}

export interface TrialAmendment extends Amendment {
  /** When the later version was fetched. */
  fetchedAt: Date;
}

export interface TrialInForce {
  trial: Trial;
  document: EligibilityDocument;
}

const documentOf = (stored: StoredDocumentEntity): EligibilityDocument =>
  JSON.parse(unpack(stored.content)) as EligibilityDocument;

/** Reads stored trials. */
@Injectable()
export class TrialsService {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(CurationService) private readonly curation: CurationService,
  ) {}

  /** The trial with that id, or with that number in any registry (NCT, NCI, EU CT, EudraCT, ISRCTN, the sponsor's own). */
  async find(idOrNumber: string): Promise<Trial | undefined> {
    const value = idOrNumber.replace(/\s/g, '').toUpperCase();
    const byId = await this.dataSource.manager.findOneBy(TrialEntity, { id: value });
    if (byId) return byId;
    const identifiers = await this.dataSource.manager.findBy(TrialIdentifierEntity, { value });
    const trials = new Set(identifiers.map(({ trialId }) => trialId));
    // A sponsor's number may be used twice; then it names nobody.
    if (trials.size !== 1) return undefined;
    return (await this.dataSource.manager.findOneBy(TrialEntity, { id: identifiers[0]?.trialId })) ?? undefined;
  }

  findMany(ids: readonly string[]): Promise<Trial[]> {
    return this.dataSource.manager.findBy(TrialEntity, { id: In([...ids]) });
  }

  /** Trials in the order of their ids, after the one given. */
  async list(first: number, after = ''): Promise<{ items: Trial[]; total: number; more: boolean }> {
    const [rows, total] = await Promise.all([this.pageOfTrials(after, first + 1).getMany(), this.count()]);
    return { items: rows.slice(0, first), total, more: rows.length > first };
  }

  async count(): Promise<number> {
    return this.dataSource.manager.count(TrialEntity);
  }

  /** Status and phases of every trial, for counting. */
  statusAndPhases(): Promise<Pick<Trial, 'id' | 'status' | 'phases'>[]> {
    return this.dataSource.manager.find(TrialEntity, { select: { id: true, status: true, phases: true } });
  }

  /** Countries with a site, by trial. */
  async countries(): Promise<Map<string, string[]>> {
    const rows = await this.dataSource.manager
      .createQueryBuilder(TrialSiteEntity, 'site')
      .select(['site.trialId AS trial', 'site.country AS country'])
      .where('site.country IS NOT NULL')
      .distinct(true)
      .getRawMany<{ trial: string; country: string }>();
    const countries = new Map<string, string[]>();
    for (const { trial, country } of rows) countries.set(trial, [...(countries.get(trial) ?? []), country]);
    return countries;
  }

  /** Sites of some trials, those that recruit first. */
  async sites(trialIds: readonly string[]): Promise<Map<string, TrialSite[]>> {
    const rows = await this.dataSource.manager.find(TrialSiteEntity, {
      where: { trialId: In([...trialIds]) },
      order: { trialId: 'ASC', ordinal: 'ASC' },
    });
    const sites = new Map(trialIds.map((id): [string, TrialSite[]] => [id, []]));
    const recruitingFirst = [...rows].sort((a, b) => Number(b.acceptsNow === 'YES') - Number(a.acceptsNow === 'YES'));
    for (const site of recruitingFirst) sites.get(site.trialId)?.push(site);
    return sites;
  }

  /** Sites of some trials, recruiting ones first, each group by its distance from a point; sites without a place last. */
  async sitesByDistance(trialIds: readonly string[], point: Point): Promise<Map<string, PlacedSite[]>> {
    const placed = [...(await this.sites(trialIds))].map(([id, sites]): [string, PlacedSite[]] => [
      id,
      sites.map((site) => ({ site, miles: milesTo(site, point) })).sort(byDistance),
    ]);
    return new Map(placed);
  }

  async identifiers(trialIds: readonly string[]): Promise<Map<string, TrialIdentifier[]>> {
    const rows = await this.dataSource.manager.find(TrialIdentifierEntity, {
      where: { trialId: In([...trialIds]) },
      order: { scheme: 'ASC', value: 'ASC' },
    });
    const identifiers = new Map(trialIds.map((id): [string, TrialIdentifier[]] => [id, []]));
    for (const row of rows) identifiers.get(row.trialId)?.push(row);
    return identifiers;
  }

  /** The eligibility document in force of a trial. */
  async document(trial: Trial): Promise<EligibilityDocument | undefined> {
    return (await this.documentsOf([trial])).get(trial.id);
  }

  /** The eligibility documents in force, by trial. */
  async documentsOf(trials: readonly Trial[]): Promise<Map<string, EligibilityDocument>> {
    const parsed = await this.documentsOfVersions(trials.flatMap(({ versionInForce }) => versionInForce ?? []));
    const inForce = trials.flatMap(({ id, versionInForce }): [string, EligibilityDocument][] => {
      const document = versionInForce === null ? undefined : parsed.get(versionInForce);
      return document ? [[id, this.curation.inForce(document)]] : [];
    });
    return new Map(inForce);
  }

  /** The documents that were parsed from some versions, without curation. */
  private async documentsOfVersions(versionIds: readonly string[]): Promise<Map<string, EligibilityDocument>> {
    const found = new Map<string, EligibilityDocument>();
    for (const ids of chunks(versionIds, IDS_PER_QUERY)) {
      const stored = await this.dataSource.manager.findBy(StoredDocumentEntity, { versionId: In(ids) });
      for (const row of stored) found.set(row.versionId, documentOf(row));
    }
    return found;
  }

  /** All versions of a trial's records, oldest first within each registry. */
  async versions(trialId: string): Promise<TrialVersion[]> {
    return (await this.versionsOf([trialId])).get(trialId) ?? [];
  }

  /** All versions of the records of some trials, by trial. */
  async versionsOf(trialIds: readonly string[]): Promise<Map<string, TrialVersion[]>> {
    const sources = await this.dataSource.manager.find(TrialSourceEntity, {
      where: { trialId: In([...trialIds]) },
      order: { registry: 'ASC', registryId: 'ASC' },
    });
    const ofSource = new Map<string, TrialVersion[]>();
    for (const ids of chunks(
      sources.map(({ registryId }) => registryId),
      IDS_PER_QUERY,
    )) {
      const rows = await this.dataSource.manager.find(TrialVersionEntity, {
        where: { registryId: In(ids) },
        order: { sequence: 'ASC' },
      });
      for (const row of rows) addTo(ofSource, sourceKey(row), row);
    }
    const versions = new Map<string, TrialVersion[]>();
    for (const source of sources)
      for (const version of ofSource.get(sourceKey(source)) ?? []) addTo(versions, source.trialId, version);
    return versions;
  }

  /** What each amendment of a trial changed. */
  async amendments(trial: Trial): Promise<TrialAmendment[]> {
    return (await this.amendmentsOf([trial])).get(trial.id) ?? [];
  }

  /**
   * What each amendment changed, oldest first, by trial: the versions of the record whose criteria are in force, each
   * compared with the one before. Versions that left the criteria alone have no entry.
   */
  async amendmentsOf(trials: readonly Trial[]): Promise<Map<string, TrialAmendment[]>> {
    const all = await this.versionsOf(trials.map(({ id }) => id));
    const ofRecord = trials.map(({ id, versionInForce }): [string, TrialVersion[]] => {
      const [registry, registryId] = (versionInForce ?? '').split(':');
      const same = (version: TrialVersion) => version.registry === registry && version.registryId === registryId;
      return [id, (all.get(id) ?? []).filter(same)];
    });
    const amended = ofRecord.filter(([, versions]) => versions.length > 1);
    const documents = await this.documentsOfVersions(amended.flatMap(([, versions]) => versions.map(({ id }) => id)));
    return new Map(amended.map(([id, versions]) => [id, amendmentsBetween(versions, documents)]));
  }

  /**
   * Every trial with its document in force, in the order of ids, a few hundred at a time, so that the whole registry is
   * never in memory twice.
   */
  async *documentsInForce(pageSize = 250): AsyncGenerator<TrialInForce> {
    for (let after = ''; ;) {
      const trials = await this.pageOfTrials(after, pageSize).getMany();
      yield* await this.withDocuments(trials);
      const last = trials.at(-1);
      if (!last || trials.length < pageSize) return;
      after = last.id;
    }
  }

  /** The documents in force of some trials; those without one are left out. */
  async inForceOf(ids: readonly string[]): Promise<TrialInForce[]> {
    const trials = await this.findMany(ids);
    return this.withDocuments(trials.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
  }

  /** Every trial with a stamp that changes whenever anything of it does, in the order of ids, some hundred at a time. */
  async *stamps(pageSize = 500): AsyncGenerator<{ id: string; stamp: string }[]> {
    for (let after = ''; ;) {
      const rows = await this.pageOfTrials(after, pageSize)
        .select(['trial.id', 'trial.versionInForce', 'trial.updatedAt'])
        .getMany();
      yield rows.map(({ id, versionInForce, updatedAt }) => ({
        id,
        stamp: [versionInForce, updatedAt.toISOString(), this.curatedStamp(versionInForce)].join(' '),
      }));
      const last = rows.at(-1);
      if (!last || rows.length < pageSize) return;
      after = last.id;
    }
  }

  private curatedStamp(versionInForce: string | null): string {
    const [registry = '', id = ''] = (versionInForce ?? '').split(':');
    return this.curation.stampOf(registry, id);
  }

  private async withDocuments(trials: readonly Trial[]): Promise<TrialInForce[]> {
    const versions = trials.flatMap(({ versionInForce }) => versionInForce ?? []);
    const stored = await this.dataSource.manager.findBy(StoredDocumentEntity, { versionId: In(versions) });
    const documents = new Map(stored.map((row) => [row.versionId, row]));
    return trials.flatMap((trial) => {
      const row = trial.versionInForce === null ? undefined : documents.get(trial.versionInForce);
      return row ? [{ trial, document: this.curation.inForce(documentOf(row)) }] : [];
    });
  }

  private pageOfTrials(after: string, pageSize: number): SelectQueryBuilder<TrialEntity> {
    return this.dataSource.manager
      .createQueryBuilder(TrialEntity, 'trial')
      .where('trial.id > :after', { after })
      .orderBy('trial.id', 'ASC')
      .limit(pageSize);
  }
}

/** What a database takes in one list. */
const IDS_PER_QUERY = 500;

const sourceKey = ({ registry, registryId }: { registry: string; registryId: string }): string =>
  `${registry}:${registryId}`;

function addTo<V>(lists: Map<string, V[]>, key: string, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function amendmentsBetween(
  versions: readonly TrialVersion[],
  documents: ReadonlyMap<string, EligibilityDocument>,
): TrialAmendment[] {
  const found: TrialAmendment[] = [];
  let before: EligibilityDocument | undefined;
  for (const { id, fetchedAt } of versions) {
    const after = documents.get(id);
    if (before && after) {
      const { changes, ...rest } = amendment(before, after);
      if (changes.length > 0) found.push({ ...rest, changes, fetchedAt });
    }
    before = after ?? before;
  }
  return found;
}

function milesTo({ latitude, longitude }: TrialSite, point: Point): number | undefined {
  return latitude === null || longitude === null ? undefined : milesBetween({ latitude, longitude }, point);
}

const byDistance = (a: PlacedSite, b: PlacedSite): number =>
  Number(b.site.acceptsNow === 'YES') - Number(a.site.acceptsNow === 'YES') ||
  (a.miles ?? Infinity) - (b.miles ?? Infinity) ||
  a.site.ordinal - b.site.ordinal;
