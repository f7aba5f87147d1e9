import { type EntityManager, In } from 'typeorm';
import { TrialIdentifierEntity } from '../entities/trial-identifier.entity.js';
import { TrialSourceEntity } from '../entities/trial-source.entity.js';
import { TrialEntity } from '../entities/trial.entity.js';
import { TrialVersionEntity } from '../entities/trial-version.entity.js';
import type { RegistryName } from '../trial-record.port.js';
import { chunks } from '../../database/chunks.js';
import type { PreparedRecord } from './prepared-record.js';
import { joiningIdentifiers, type LinkCandidate } from './trial-links.js';

const group = <T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const own = groups.get(key(row));
    if (own) own.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
};

const inChunks = async <T>(values: readonly string[], load: (some: string[]) => Promise<T[]>): Promise<T[]> => {
  const rows: T[] = [];
  for (const some of chunks([...new Set(values)], 1000)) rows.push(...(await load(some)));
  return rows;
};

/** What the store already knows about the records of a batch, read in a handful of queries. */
export class BatchState {
  private constructor(
    readonly source: ReadonlyMap<string, TrialSourceEntity>,
    private readonly versionsOf: ReadonlyMap<string, TrialVersionEntity[]>,
    private readonly identifiersByValue: ReadonlyMap<string, TrialIdentifierEntity[]>,
    private readonly sourcesByTrial: Map<string, TrialSourceEntity[]>,
    readonly trials: ReadonlyMap<string, TrialEntity>,
  ) {}

  static async read(
    manager: EntityManager,
    registry: RegistryName,
    batch: readonly PreparedRecord[],
  ): Promise<BatchState> {
    const ids = batch.map(({ id }) => id);
    const values = batch.flatMap(({ record }) => joiningIdentifiers(record).map(({ value }) => value));
    const sources = await inChunks(ids, (some) =>
      manager.findBy(TrialSourceEntity, { registry, registryId: In(some) }),
    );
    const versions = await inChunks(ids, (some) =>
      manager.findBy(TrialVersionEntity, { registry, registryId: In(some) }),
    );
    const identifiers = await inChunks(values, (some) => manager.findBy(TrialIdentifierEntity, { value: In(some) }));
    const trialIds = [
      ...sources.map(({ trialId }) => trialId),
      ...identifiers.map(({ trialId }) => trialId),
      ...values,
    ];
    const related = await inChunks(trialIds, (some) => manager.findBy(TrialSourceEntity, { trialId: In(some) }));
    const trials = await inChunks([...trialIds, ...ids], (some) => manager.findBy(TrialEntity, { id: In(some) }));
    return new BatchState(
      new Map(sources.map((source) => [source.registryId, source])),
      group(versions, (version) => version.registryId),
      group(identifiers, (identifier) => identifier.value),
      group(related, (source) => source.trialId),
      new Map(trials.map((trial) => [trial.id, trial])),
    );
  }

  versions(registryId: string): readonly TrialVersionEntity[] {
    return this.versionsOf.get(registryId) ?? [];
  }

  sourcesOf(trialId: string): readonly TrialSourceEntity[] {
    return this.sourcesByTrial.get(trialId) ?? [];
  }

  /** Trials that share a joining number with the record, the record's own entry not counted. */
  candidates({ id, record }: PreparedRecord): LinkCandidate[] {
    return joiningIdentifiers(record).flatMap(({ scheme, value }) =>
      (this.identifiersByValue.get(value) ?? [])
        .filter((identifier) => identifier.scheme === scheme)
        .map(({ trialId }) => ({
          trialId,
          scheme,
          registries: this.sourcesOf(trialId)
            .filter((source) => !(source.registry === record.registry && source.registryId === id))
            .map((source) => source.registry),
        })),
    );
  }
}
