import { Module } from '@nestjs/common';
import { RECORD_READERS } from '../trials/tokens.port.js';
import { TrialsModule } from '../trials/trials.module.js';
import { TrialStoreService } from '../trials/trial-store.service.js';
import { recordReaders } from './record-readers.js';
import { SeedingService } from './seeding.service.js';

/** Gets trials in: from the files that come with Eligo, and from the registries. */
@Module({
  imports: [TrialsModule],
  providers: [{ provide: RECORD_READERS, useValue: recordReaders }, TrialStoreService, SeedingService],
  exports: [SeedingService, TrialStoreService],
})
export class RegistriesModule {}
