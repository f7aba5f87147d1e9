import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import supertest from 'supertest';
import { createApp } from '../../src/api/http/create-app.js';
import { parseConfig } from '../../src/config/app-config.js';
import { MatchingService } from '../../src/matches/matching.service.js';
import { createLog } from '../../src/observability/logger.js';
import { PatientSeedingService } from '../../src/patients/patient-seeding.service.js';
import { SeedingService } from '../../src/registries/seeding.service.js';

export interface RunningService {
  app: NestExpressApplication;
  http: ReturnType<typeof supertest>;
  /** Where it listens, e.g. `127.0.0.1:41234`. */
  host: string;
  /** Posts a GraphQL operation and gives the whole answer. */
  query<T = Record<string, unknown>>(
    query: string,
    variables?: Record<string, unknown>,
  ): Promise<{ status: number; data: T; errors?: { message: string; extensions: { code: string } }[] }>;
  close(): Promise<void>;
}

/** The real service on a database in memory; `seeded` loads what ships with the project. */
export async function startService(options: {
  seeded: boolean;
  env?: Record<string, string>;
}): Promise<RunningService> {
  const config = parseConfig({
    NODE_ENV: 'test',
    SQLITE_PATH: ':memory:',
    PORT: '0',
    LOG_LEVEL: 'silent',
    // Made only where something is curated.
    CURATION_FOLDER: join(tmpdir(), `eligo-curated-${randomUUID()}`),
    ...options.env,
  });
  const app = await createApp(config, createLog(config.logLevel));
  await app.listen(0, '127.0.0.1');
  if (options.seeded) {
    await app.get(SeedingService).seed(new Date('2026-11-24T00:00:00Z'));
    await app.get(PatientSeedingService).seed();
    await app.get(MatchingService).warmUp();
  }
  const http = supertest(app.getHttpServer());
  const host = new URL(await app.getUrl()).host;
  return {
    app,
    http,
    host,
    async query<T>(query: string, variables?: Record<string, unknown>) {
      const answer = await http.post('/graphql').send({ query, variables });
      return {
        status: answer.status,
        ...(answer.body as { data: T; errors?: { message: string; extensions: { code: string } }[] }),
      };
    },
    close: () => app.close(),
  };
}
