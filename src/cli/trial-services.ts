import type { DataSource } from 'typeorm';
import { loadConfig } from '../config/app-config.js';
import { loadCurated } from '../reference-data/load-curated.js';
import { loadLexicons } from '../reference-data/load-lexicons.js';
import { loadVocabulary } from '../reference-data/load-vocabulary.js';
import { withDatabase } from '../database/open-database.js';
import { EventBus } from '../events/event-bus.js';
import { recordReaders } from '../registries/record-readers.js';
import { registryAdapters } from '../registries/registry-adapters.js';
import { SeedingService } from '../registries/seeding.service.js';
import { SyncService } from '../registries/sync.service.js';
import { CurationFolder } from '../trials/curation-folder.js';
import { CurationService } from '../trials/curation.service.js';
import { trialEntities } from '../trials/entities/index.js';
import { TextStructurer } from '../trials/text-structurer.js';
import { SyncStateService } from '../trials/sync-state.service.js';
import { TrialsService } from '../trials/trials.service.js';
import { TrialStoreService } from '../trials/trial-store.service.js';

export interface TrialServices {
  dataSource: DataSource;
  trials: TrialsService;
  store: TrialStoreService;
  seeding: SeedingService;
  sync: SyncService;
}

/** The trial store without a Nest application, for commands that should start quickly. */
export function withTrialServices<T>(work: (services: TrialServices) => Promise<T>): Promise<T> {
  const config = loadConfig();
  return withDatabase(config.database, trialEntities, (dataSource) => {
    const store = new TrialStoreService(
      dataSource,
      recordReaders,
      new TextStructurer(loadVocabulary(), loadLexicons()),
    );
    const states = new SyncStateService(dataSource);
    return work({
      dataSource,
      trials: new TrialsService(
        dataSource,
        new CurationService(dataSource, loadCurated(), new CurationFolder(config.curation.folder)),
      ),
      store,
      seeding: new SeedingService(store, recordReaders),
      sync: new SyncService(store, states, recordReaders, registryAdapters(config.registries), new EventBus()),
    });
  });
}
