import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { parseConfig } from '../../config/app-config.js';
import { ConfigModule } from '../../config/config.module.js';
import { DatabaseModule } from '../../database/database.module.js';
import { RegistriesModule } from '../../registries/registries.module.js';
import { SyncService } from '../../registries/sync.service.js';
import { TrialSearchService } from '../../trials/trial-search.service.js';
import { trialEntities, TrialsModule } from '../../trials/trials.module.js';
import type { Benchmark } from '../benchmark.js';

/** Rows that the connection has written since it was opened: what tells whether a second run wrote anything. */
async function rowsWritten(dataSource: DataSource): Promise<number> {
  const [row] = await dataSource.query<{ rows: number }[]>('SELECT total_changes() AS rows');
  return row?.rows ?? 0;
}

async function* linesOf(file: string, limit: number): AsyncGenerator<string> {
  let count = 0;
  for await (const line of createInterface({ input: createReadStream(file).pipe(createGunzip()) })) {
    if (count++ >= limit) return;
    yield line;
  }
}

const seconds = (milliseconds: number): number => Math.round(milliseconds) / 1000;
const mebibytes = (bytes: number): number => Math.round(bytes / 1024 / 1024);

async function measure(file: string, limit: number): Promise<Record<string, unknown>> {
  const folder = mkdtempSync(join(tmpdir(), 'eligo-bench-'));
  const path = join(folder, 'eligo.sqlite');
  const module = {
    module: class IngestBench {},
    imports: [
      ConfigModule.forRoot(parseConfig({ SQLITE_PATH: path })),
      DatabaseModule.forRoot(trialEntities),
      TrialsModule,
      RegistriesModule,
    ],
  };
  const app = await NestFactory.createApplicationContext(module, { logger: ['error'] });
  try {
    const sync = app.get(SyncService);
    const dataSource = app.get(DataSource);
    let peak = 0;
    const onProgress = (): void => void (peak = Math.max(peak, process.memoryUsage().rss));
    const cpu = process.cpuUsage();
    const started = performance.now();
    const first = await sync.load('ctgov', linesOf(file, limit), { onProgress });
    const elapsed = performance.now() - started;
    const { user, system } = process.cpuUsage(cpu);
    const written = await rowsWritten(dataSource);
    const again = performance.now();
    const second = await sync.load('ctgov', linesOf(file, limit), { onProgress });
    const secondElapsed = performance.now() - again;
    const searched = performance.now();
    const { totalCount } = await app.get(TrialSearchService).search({ filter: { text: 'melanoma' }, first: 20 });
    const searchMs = Math.round(performance.now() - searched);
    return {
      records: first.seen,
      stored: first.added,
      failed: first.failed.length,
      seconds: seconds(elapsed),
      cpuSeconds: seconds((user + system) / 1000),
      recordsPerSecond: Math.round(first.seen / (elapsed / 1000)),
      peakRssMiB: mebibytes(peak),
      databaseMiB: mebibytes(statSync(path).size),
      secondRun: {
        seconds: seconds(secondElapsed),
        unchanged: second.unchanged,
        rowsWritten: (await rowsWritten(dataSource)) - written,
      },
      searchMelanoma: { totalCount, ms: searchMs },
    };
  } finally {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Registry records from a file into an empty SQLite store: read, hashed, structured, merged, indexed; then once more. */
export const ingest: Benchmark = {
  name: 'ingest',
  summary:
    'ClinicalTrials.gov records stored, structured and indexed; a second run that should write nothing (--limit records)',
  run: ({ sharedData, limit }) => measure(join(sharedData, 'trials/ctgov-v2-criteria.ndjson.gz'), limit ?? Infinity),
};
