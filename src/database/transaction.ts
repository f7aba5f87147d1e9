import type { DataSource, EntityManager } from 'typeorm';

const lastOf = new WeakMap<DataSource, Promise<unknown>>();

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
  const current = previous.then(
    () => dataSource.transaction(work),
    () => dataSource.transaction(work),
  );
  lastOf.set(dataSource, current);
  return current;
}
