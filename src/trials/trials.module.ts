import { Module } from '@nestjs/common';
import { RegistryFieldStructurer } from './registry-field-structurer.js';
import { STRUCTURER } from './tokens.port.js';
import { TrialsService } from './trials.service.js';

export { trialEntities } from './entities/index.js';

/** Stored trials: reading and searching. Registries write them through their own module. */
@Module({
  providers: [TrialsService, { provide: STRUCTURER, useClass: RegistryFieldStructurer }],
  exports: [TrialsService, STRUCTURER],
})
export class TrialsModule {}
