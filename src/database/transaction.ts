import type { DataSource, EntityManager } from 'typeorm';

const lastOf = new WeakMap<DataSource, Promise<unknown>>();

/** What TypeORM keeps of the one SQLite connection and does not put right by itself. */
interface SqliteConnection {
  driver: { databaseConnection: { inTransaction: boolean; exec(sql: string): void } };
  createQueryRunner(): { isTransactionActive: boolean; transactionDepth: number };
}

/**
 * Where the disk is full SQLite rolls a transaction back by itself, so that TypeORM's own roll-back fails and it takes every
 * later transaction for a part of the one that is gone, which nobody commits. Brings both back to where they agree.
 */
function endWhatIsLeft(dataSource: DataSource): void {
  const connection = dataSource as unknown as SqliteConnection;
  const { databaseConnection } = connection.driver;
  if (databaseConnection.inTransaction) databaseConnection.exec('ROLLBACK');
  Object.assign(connection.createQueryRunner(), { isTransactionActive: false, transactionDepth: 0 });
}

/**
 * Runs `work` in one transaction. On SQLite all work of a process shares one connection, where a second transaction
 * would become a savepoint of the first and be lost with it; so there transactions wait for each other. Every write that
 * must outlive a foreign roll-back goes through here, single statements too. Not re-entrant: pass the manager on.
 */
export async function transactional<T>(
  dataSource: DataSource,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  if (dataSource.options.type !== 'better-sqlite3') return dataSource.transaction(work);
  const previous = lastOf.get(dataSource) ?? Promise.resolve();
  const run = async (): Promise<T> => {
    try {
      return await dataSource.transaction(work);
    } catch (error) {
      endWhatIsLeft(dataSource);
      throw error;
    }
  };
  const current = previous.then(run, run);
  lastOf.set(dataSource, current);
  return current;
}
