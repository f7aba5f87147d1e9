import { DataSource } from 'typeorm';
import type { AppConfig } from '../config/app-config.js';
import { databaseOptions, type EntityClass } from './database-options.js';

/** Opens the configured database and brings its schema up to date. For programs without a Nest application. */
export const openDatabase = (config: AppConfig['database'], entities: EntityClass[]): Promise<DataSource> =>
  new DataSource(databaseOptions(config, entities)).initialize();

/** Opens, works, closes, whatever the work ends with. */
export async function withDatabase<T>(
  config: AppConfig['database'],
  entities: EntityClass[],
  work: (dataSource: DataSource) => Promise<T>,
): Promise<T> {
  const dataSource = await openDatabase(config, entities);
  try {
    return await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
}
