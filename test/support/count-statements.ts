import type { NestExpressApplication } from '@nestjs/platform-express';
import { DataSource, type EntitySubscriberInterface } from 'typeorm';

/** Counts the SQL statements that some work sends. */
export async function countStatements(app: NestExpressApplication, work: () => Promise<unknown>): Promise<number> {
  const { subscribers } = app.get(DataSource);
  let count = 0;
  const counter: EntitySubscriberInterface = { beforeQuery: () => void (count += 1) };
  subscribers.push(counter);
  try {
    await work();
  } finally {
    subscribers.splice(subscribers.indexOf(counter), 1);
  }
  return count;
}
