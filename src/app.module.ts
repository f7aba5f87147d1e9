import { type DynamicModule, Module } from '@nestjs/common';
import type { Logger } from 'pino';
import { ApiModule } from './api/api.module.js';
import type { AppConfig } from './config/app-config.js';
import { ConfigModule } from './config/config.module.js';
import { DatabaseModule } from './database/database.module.js';
import { EventsModule } from './events/events.module.js';
import { LogModule } from './observability/log.module.js';
import { matchEntities, reviewEntities } from './matches/matches.module.js';
import { patientEntities } from './patients/patients.module.js';
import { RegistriesModule } from './registries/registries.module.js';
import { SyncScheduleModule } from './registries/sync-schedule.module.js';
import { trialEntities } from './trials/trials.module.js';

/** The only place where modules meet. */
@Module({})
export class AppModule {
  static forRoot(config: AppConfig, log: Logger): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(config),
        LogModule.forRoot(log),
        DatabaseModule.forRoot([...trialEntities, ...patientEntities, ...reviewEntities, ...matchEntities]),
        EventsModule,
        RegistriesModule,
        SyncScheduleModule.forRoot(config.registries),
        ApiModule,
      ],
    };
  }
}
