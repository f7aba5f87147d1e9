import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { chunks } from '../../database/chunks.js';

/** Inserts many rows in as few statements as the parameter limits allow. */
export async function insertRows<T extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<T>,
  rows: readonly T[],
): Promise<void> {
  const columns = manager.connection.getMetadata(entity).columns.length;
  for (const some of chunks(rows, Math.min(200, Math.floor(30_000 / columns)))) {
    await manager.createQueryBuilder().insert().into(entity).values(some).updateEntity(false).execute();
  }
}
