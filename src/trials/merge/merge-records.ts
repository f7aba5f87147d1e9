import { ageLimitInYears } from '../age-limit.js';
import type { FieldProvenance, TrialDetails, TrialEntity } from '../entities/trial.entity.js';
import { acceptsNow, type RegistryName, registryNames, type TrialRecord } from '../trial-record.port.js';
import { type MergedSite, mergeSites } from './merge-sites.js';

export interface CurrentRecord {
  record: TrialRecord;
  versionId: string;
  version: string;
  /** `removed` or `merged`: this source no longer speaks. */
  closed?: string;
}

export type MergedFields = Omit<TrialEntity, 'id' | 'number' | 'createdAt' | 'updatedAt'>;

export interface MergedTrial {
  fields: MergedFields;
  sites: MergedSite[];
  /** The records that speak, in order of precedence. */
  records: CurrentRecord[];
}

/** Who speaks first for descriptive fields and for the eligibility text: the register of record, then NCI, then CTIS. */
const precedence = (a: CurrentRecord, b: CurrentRecord): number =>
  registryNames.indexOf(a.record.registry) - registryNames.indexOf(b.record.registry) ||
  (a.record.id < b.record.id ? -1 : 1);

/** The status moves: whoever updated last knows best. */
const newestFirst = (a: CurrentRecord, b: CurrentRecord): number =>
  (b.record.updated ?? '').localeCompare(a.record.updated ?? '') || precedence(a, b);

const isPresent = (value: unknown): boolean =>
  value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);

const comparable = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

class FieldMerger {
  readonly provenance: Record<string, FieldProvenance> = {};

  constructor(private readonly ordered: readonly CurrentRecord[]) {}

  /** The first present value in order; says where it came from and which registries differ. */
  take<T>(
    field: string,
    read: (record: TrialRecord) => T,
    order: readonly CurrentRecord[] = this.ordered,
  ): T | undefined {
    const speaking = order.filter(({ record }) => isPresent(read(record)));
    const first = speaking[0];
    if (!first) return undefined;
    const value = read(first.record);
    const conflicts = speaking
      .slice(1)
      .filter(({ record }) => comparable(read(record)) !== comparable(value))
      .map(({ record }) => ({
        registry: record.registry,
        id: record.id,
        value: comparable(read(record)).slice(0, 400),
      }));
    const { registry, id } = first.record;
    this.provenance[field] = { registry, id, version: first.version, ...(conflicts.length > 0 ? { conflicts } : {}) };
    return value;
  }
}

/**
 * One trial from the current records of its registries: field by field, the first in precedence that has it, with the
 * source named and disagreements kept in sight. Sites are united. Closed sources speak only if no other is left, and
 * then the trial takes nobody.
 */
export function mergeRecords(all: readonly CurrentRecord[]): MergedTrial {
  const open = all.filter(({ closed }) => closed === undefined);
  const records = [...(open.length > 0 ? open : all)].sort(precedence);
  const merger = new FieldMerger(records);
  const take = <T>(field: string, read: (record: TrialRecord) => T): T | undefined => merger.take(field, read);

  const byDate = [...records].sort(newestFirst);
  const speaker = byDate[0]?.record;
  const status =
    open.length > 0 ? (merger.take('status', (record) => record.status, byDate) ?? 'UNKNOWN') : ('UNKNOWN' as const);
  const registries = [...new Set(records.map(({ record }): RegistryName => record.registry))];
  const title = take('title', (record) => record.title) ?? '';
  // An absent limit is a statement (no limit), so limits come from the record whose criteria are in force, never mixed.
  const limits = records[0]?.record.eligibility.fields;
  const details: TrialDetails = {
    officialTitle: take('officialTitle', (record) => record.officialTitle),
    summary: take('summary', (record) => record.summary),
    sponsor: take('sponsor', (record) => record.sponsor),
    enrollment: take('enrollment', (record) => record.enrollment),
    statusRaw: speaker?.statusRaw,
    conditions: take('conditions', (record) => record.conditions) ?? [],
    keywords: take('keywords', (record) => record.keywords) ?? [],
    interventions: take('interventions', (record) => record.interventions) ?? [],
    arms: take('arms', (record) => record.arms) ?? [],
    provenance: merger.provenance,
  };
  const fields: MergedFields = {
    title,
    status,
    acceptsNow: open.length > 0 ? acceptsNow[status] : 'NO',
    statusVerified: speaker?.statusVerified ?? null,
    studyType: take('studyType', (record) => record.studyType) ?? null,
    phases: take('phases', (record) => record.phases) ?? [],
    primaryPurpose: take('primaryPurpose', (record) => record.primaryPurpose) ?? null,
    sex: limits?.sex ?? 'all',
    minimumAge: ageLimitInYears(limits?.minimumAge) ?? null,
    maximumAge: ageLimitInYears(limits?.maximumAge) ?? null,
    startDate: take('startDate', (record) => record.startDate) ?? null,
    primaryCompletionDate: take('primaryCompletionDate', (record) => record.primaryCompletionDate) ?? null,
    lastUpdated: speaker?.updated ?? null,
    registries,
    details,
    versionInForce: records[0]?.versionId ?? null,
  };
  const sites = mergeSites(
    records.map(({ record: { registry, updated, sites: own } }) => ({ registry, updated, sites: own })),
  );
  const reachable = open.length > 0 ? sites : sites.map((site) => ({ ...site, acceptsNow: 'NO' as const }));
  return { fields, sites: reachable, records };
}
