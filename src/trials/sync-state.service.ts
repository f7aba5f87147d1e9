import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { transactional } from '../database/transaction.js';
import { SyncStateEntity } from './entities/sync-state.entity.js';
import type { RegistryName } from './trial-record.port.js';

export type SyncState = SyncStateEntity;

/** Remembers how far each registry is synchronized. */
@Injectable()
export class SyncStateService {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  async get(registry: RegistryName): Promise<SyncState | undefined> {
    return (await this.dataSource.manager.findOneBy(SyncStateEntity, { registry })) ?? undefined;
  }

  async save(state: SyncState): Promise<void> {
    await transactional(this.dataSource, (manager) => manager.save(SyncStateEntity, state));
  }
}
