import type { DataSource, EntityManager } from 'typeorm';
import { transactional } from './transaction.js';

/** Runs a transaction whose deleted rows leave no bytes behind: SQLite overwrites them, and the log that held them is emptied. */
export async function shredding<T>(dataSource: DataSource, work: (manager: EntityManager) => Promise<T>): Promise<T> {
  if (dataSource.options.type !== 'better-sqlite3') return transactional(dataSource, work);
  await dataSource.query('PRAGMA secure_delete = ON');
  try {
    return await transactional(dataSource, work);
  } finally {
    await dataSource.query('PRAGMA secure_delete = OFF');
    await dataSource.query('PRAGMA wal_checkpoint(TRUNCATE)');
  }
}
