import { Module } from '@nestjs/common';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/config.module.js';
import { EventsModule } from '../events/events.module.js';
import { EligibilityTextService } from '../trials/eligibility-text.service.js';
import { SyncStateService } from '../trials/sync-state.service.js';
import { RECORD_READERS } from '../trials/tokens.port.js';
import { TrialStoreService } from '../trials/trial-store.service.js';
import { TrialsModule } from '../trials/trials.module.js';
import { recordReaders } from './record-readers.js';
import { REGISTRY_ADAPTERS, registryAdapters } from './registry-adapters.js';
import { SeedingService } from './seeding.service.js';
import { SyncService } from './sync.service.js';

/** Gets trials in: from the files that come with Eligo, and from the registries. */
@Module({
  imports: [TrialsModule, EventsModule],
  providers: [
    { provide: RECORD_READERS, useValue: recordReaders },
    {
      provide: REGISTRY_ADAPTERS,
      inject: [APP_CONFIG],
      useFactory: (config: AppConfig) => registryAdapters(config.registries),
    },
    EligibilityTextService,
    TrialStoreService,
    SyncStateService,
    SeedingService,
    SyncService,
  ],
  exports: [EligibilityTextService, SyncService, SeedingService, TrialStoreService],
})
export class RegistriesModule {}
