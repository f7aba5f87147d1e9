import { type EntityManager, In } from 'typeorm';
import { QuarantinedRecordEntity } from '../entities/quarantined-record.entity.js';
import type { RegistryName } from '../trial-record.port.js';
import { pack } from './canonical-record.js';
import type { FailedRecord, PreparedRecord } from './prepared-record.js';

/** Records that could not be read, kept whole until a later try succeeds. */
export class Quarantine {
  constructor(private readonly manager: EntityManager) {}

  async put(failed: readonly FailedRecord[], now: Date): Promise<void> {
    for (const { registry, id, sha256, json, error } of failed) {
      const key = `${registry}:${sha256}`;
      const before = await this.manager.findOneBy(QuarantinedRecordEntity, { id: key });
      await this.manager.save(QuarantinedRecordEntity, {
        id: key,
        registry,
        registryId: id ?? null,
        error,
        content: pack(json),
        attempts: (before?.attempts ?? 0) + 1,
        firstFailedAt: before?.firstFailedAt ?? now,
        lastFailedAt: now,
      });
    }
  }

  /** Lets go what was read at last: the record itself, or an older state of the same one. */
  async release(registry: RegistryName, read: readonly PreparedRecord[]): Promise<void> {
    if (read.length === 0 || !(await this.manager.existsBy(QuarantinedRecordEntity, { registry }))) return;
    await this.manager.delete(QuarantinedRecordEntity, { registry, registryId: In(read.map(({ id }) => id)) });
  }
}
