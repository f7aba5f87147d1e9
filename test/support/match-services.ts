import type { DataSource } from 'typeorm';
import { parseConfig } from '../../src/config/app-config.js';
import { openDatabase } from '../../src/database/open-database.js';
import { EventBus } from '../../src/events/event-bus.js';
import { KeyFile } from '../../src/keyring/key-file.js';
import { Keyring } from '../../src/keyring/keyring.js';
import { matchEntities } from '../../src/matches/entities/index.js';
import { RematchService } from '../../src/matches/rematch.service.js';
import { TrialIndexService } from '../../src/matches/trial-index.service.js';
import { PatientEntity } from '../../src/patients/patient.entity.js';
import { PatientsService } from '../../src/patients/patients.service.js';
import { loadLexicons } from '../../src/reference-data/load-lexicons.js';
import { loadVocabulary } from '../../src/reference-data/load-vocabulary.js';
import { recordReaders } from '../../src/registries/record-readers.js';
import { CurationService } from '../../src/trials/curation.service.js';
import { trialEntities } from '../../src/trials/entities/index.js';
import { TextStructurer } from '../../src/trials/text-structurer.js';
import { TrialStoreService } from '../../src/trials/trial-store.service.js';
import { TrialsService } from '../../src/trials/trials.service.js';
import type { TestDatabase } from './databases.js';

export interface TestMatches {
  dataSource: DataSource;
  store: TrialStoreService;
  patients: PatientsService;
  events: EventBus;
  rematch: RematchService;
  close(): Promise<void>;
}

/** The services behind stored results, on a test database. */
export async function openMatches(database: TestDatabase): Promise<TestMatches> {
  const dataSource = await openDatabase(database.config, [...trialEntities, PatientEntity, ...matchEntities]);
  const trials = new TrialsService(dataSource, new CurationService(dataSource, []));
  const keyring = new Keyring(new KeyFile(undefined));
  const patients = new PatientsService(dataSource, keyring, parseConfig({}));
  const events = new EventBus();
  return {
    dataSource,
    store: new TrialStoreService(dataSource, recordReaders, new TextStructurer(loadVocabulary(), loadLexicons())),
    patients,
    events,
    rematch: new RematchService(dataSource, new TrialIndexService(trials), patients, events, keyring),
    close: async () => {
      await dataSource.destroy();
      await database.remove();
    },
  };
}
