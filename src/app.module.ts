import { type DynamicModule, Module } from '@nestjs/common';
import type { Logger } from 'pino';
import { ApiModule } from './api/api.module.js';
import type { AppConfig } from './config/app-config.js';
import { ConfigModule } from './config/config.module.js';
import { DatabaseModule } from './database/database.module.js';
import { entities } from './entities.js';
import { KeyringModule } from './keyring/keyring.module.js';
import { LogModule } from './observability/log.module.js';
import { RegistriesModule } from './registries/registries.module.js';
import { SyncScheduleModule } from './registries/sync-schedule.module.js';

/** The only place where modules meet. */
@Module({})
export class AppModule {
  static forRoot(config: AppConfig, log: Logger): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(config),
        LogModule.forRoot(log),
        DatabaseModule.forRoot(entities),
        KeyringModule,
        RegistriesModule,
        SyncScheduleModule.forRoot(config.registries),
        ApiModule,
      ],
    };
  }
}
