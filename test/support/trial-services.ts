import type { DataSource } from 'typeorm';
import { openDatabase } from '../../src/database/open-database.js';
import type { CuratedFile } from '../../src/reference-data/load-curated.js';
import { loadLexicons } from '../../src/reference-data/load-lexicons.js';
import { loadVocabulary } from '../../src/reference-data/load-vocabulary.js';
import { recordReaders } from '../../src/registries/record-readers.js';
import { SeedingService } from '../../src/registries/seeding.service.js';
import { CurationService } from '../../src/trials/curation.service.js';
import { trialEntities } from '../../src/trials/entities/index.js';
import { SyncStateService } from '../../src/trials/sync-state.service.js';
import { TextStructurer } from '../../src/trials/text-structurer.js';
import { TrialSearchService } from '../../src/trials/trial-search.service.js';
import { TrialStoreService } from '../../src/trials/trial-store.service.js';
import { TrialsService } from '../../src/trials/trials.service.js';
import type { TestDatabase } from './databases.js';

export interface TestTrials {
  dataSource: DataSource;
  store: TrialStoreService;
  curation: CurationService;
  states: SyncStateService;
  seeding: SeedingService;
  trials: TrialsService;
  search: TrialSearchService;
  close(): Promise<void>;
}

/** The trial services on a test database. */
export async function openTrials(database: TestDatabase, curated: CuratedFile[] = []): Promise<TestTrials> {
  const dataSource = await openDatabase(database.config, trialEntities);
  const curation = new CurationService(dataSource, curated);
  const store = new TrialStoreService(dataSource, recordReaders, new TextStructurer(loadVocabulary(), loadLexicons()));
  return {
    dataSource,
    store,
    curation,
    states: new SyncStateService(dataSource),
    seeding: new SeedingService(store, recordReaders),
    trials: new TrialsService(dataSource, curation),
    search: new TrialSearchService(dataSource, loadVocabulary()),
    close: async () => {
      await dataSource.destroy();
      await database.remove();
    },
  };
}
