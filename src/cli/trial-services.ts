import type { DataSource } from 'typeorm';
import { loadConfig } from '../config/app-config.js';
import { withDatabase } from '../database/open-database.js';
import { recordReaders } from '../registries/record-readers.js';
import { SeedingService } from '../registries/seeding.service.js';
import { trialEntities } from '../trials/entities/index.js';
import { RegistryFieldStructurer } from '../trials/registry-field-structurer.js';
import { TrialStoreService } from '../trials/trial-store.service.js';

export interface TrialServices {
  dataSource: DataSource;
  store: TrialStoreService;
  seeding: SeedingService;
}

/** The trial store without a Nest application, for commands that should start quickly. */
export function withTrialServices<T>(work: (services: TrialServices) => Promise<T>): Promise<T> {
  return withDatabase(loadConfig().database, trialEntities, (dataSource) => {
    const store = new TrialStoreService(dataSource, recordReaders, new RegistryFieldStructurer());
    return work({ dataSource, store, seeding: new SeedingService(store, recordReaders) });
  });
}
