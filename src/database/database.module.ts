import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/config.module.js';
import { databaseOptions, type EntityClass } from './database-options.js';

/** The one data source. The application module names the entities, since the database knows no feature. */
@Module({})
export class DatabaseModule {
  static forRoot(entities: EntityClass[]): DynamicModule {
    const connection = TypeOrmModule.forRootAsync({
      inject: [APP_CONFIG],
      useFactory: (config: AppConfig) => ({ ...databaseOptions(config.database, entities), retryAttempts: 0 }),
    });
    return { module: DatabaseModule, imports: [connection], exports: [connection] };
  }
}
