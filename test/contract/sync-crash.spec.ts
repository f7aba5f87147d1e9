import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/open-database.js';
import { trialEntities } from '../../src/trials/trials.module.js';
import { recordedStudies } from '../support/ctgov-sync.js';
import { CtgovStub } from '../support/ctgov-stub.js';
import { newSqlite, type TestDatabase } from '../support/databases.js';
import { dumpTrials } from '../support/store-dump.js';

/** `ELIGO_FULL_TESTS=1` runs the whole proof of 500 rounds; a few run always. */
const rounds = Number(process.env['ELIGO_CRASH_ROUNDS'] ?? (process.env['ELIGO_FULL_TESTS'] ? 500 : 2));
const isBuilt = existsSync('dist/cli.js');
if (!isBuilt) console.warn('SKIPPED, LOUDLY: the crash test kills the built program; run npm run build first.');

type Study = { protocolSection: Record<string, Record<string, unknown>> };

const states = ['2026-11-20T09:00:05', '2026-11-22T09:00:05'] as const;

/** 60 studies; in the second state every one of them has another title and one criterion more. */
function studiesOf(state: (typeof states)[number]): unknown[] {
  const studies = recordedStudies(60) as never[] as Study[];
  if (state === states[1])
    for (const { protocolSection } of studies) {
      protocolSection['statusModule']!['lastUpdatePostDateStruct'] = { date: '2026-11-21' };
      protocolSection['identificationModule']!['briefTitle'] = 'Amended';
      const rules = protocolSection['eligibilityModule']!;
      rules['eligibilityCriteria'] = `${String(rules['eligibilityCriteria'])}\n* Informed consent`;
    }
  return studies;
}

/** Numerical Recipes' generator: the same rounds every time. */
function* randoms(seed: number): Generator<number, never> {
  for (let state = seed >>> 0; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

describe.skipIf(!isBuilt)('A sync that is killed', () => {
  const stub = new CtgovStub({ studies: [], dataTimestamp: states[0], perPage: 5 });
  let url: string;

  beforeAll(async () => {
    url = await stub.start();
  });
  afterAll(() => stub.stop());

  const serve = (state: (typeof states)[number]): void => {
    stub.data.studies = studiesOf(state);
    stub.data.dataTimestamp = state;
  };

  const start = (database: TestDatabase): ChildProcess =>
    spawn(process.execPath, ['dist/cli.js', 'sync', 'ctgov', '--query', 'cancer'], {
      env: {
        ...process.env,
        DATABASE_URL: '',
        SQLITE_PATH: database.config.sqlitePath,
        CTGOV_API_URL: url,
        REGISTRY_REQUESTS_PER_MINUTE: '1000000',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  /** Runs a sync; kills it `ms` after its first request, if that is given. Tells what it had acknowledged. */
  async function run(
    database: TestDatabase,
    killAfter?: number,
  ): Promise<{ acknowledged: number; completed: boolean }> {
    const child = start(database);
    let acknowledged = 0;
    let errors = '';
    child.stdout?.resume();
    createInterface({ input: child.stderr! }).on('line', (line) => {
      const seen = / (\d+) of \d+ records/.exec(line)?.[1];
      if (seen) acknowledged = Number(seen);
      else errors += line;
    });
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    if (killAfter !== undefined) {
      const asked = stub.requests.length;
      while (stub.requests.length === asked && child.exitCode === null) await delay(1);
      await delay(killAfter);
      child.kill('SIGKILL');
    }
    const code = await ended;
    if (code !== null) expect({ code, errors }).toEqual({ code: 0, errors: '' });
    return { acknowledged, completed: code === 0 };
  }

  async function inspect(database: TestDatabase): Promise<Map<string, string>> {
    const dataSource = await openDatabase(database.config, trialEntities);
    try {
      expect(await dataSource.query('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
      return await dumpTrials(dataSource);
    } finally {
      await dataSource.destroy();
    }
  }

  it(
    `at ${rounds} random points loses no acknowledged page, leaves no half-applied version and resumes to the state of an undisturbed run`,
    { timeout: 60_000 + rounds * 30_000 },
    async () => {
      const undisturbed = newSqlite();
      const expected: Map<string, string>[] = [];
      let length = 0;
      for (const state of states) {
        serve(state);
        const child = run(undisturbed);
        const asked = stub.requests.length;
        while (stub.requests.length === asked) await delay(1);
        const started = performance.now();
        await child;
        length = performance.now() - started;
        expected.push(await inspect(undisturbed));
      }
      await undisturbed.remove();

      const random = randoms(20_261_124);
      let killed = 0;
      while (killed < rounds) {
        const database = newSqlite();
        for (const [at, state] of states.entries()) {
          serve(state);
          for (let done = false; !done;) {
            // Beyond the needed kills every run comes to its end.
            const killAfter = killed < rounds ? random.next().value * length : undefined;
            const { acknowledged, completed } = await run(database, killAfter);
            if (killAfter !== undefined && !completed) killed += 1;
            done = completed;
            const found = await inspect(database);
            const current = expected[at]!;
            const before = expected[at - 1];
            let reached = 0;
            for (const [id, dump] of found) {
              if (dump === current.get(id)) reached += 1;
              else expect(dump).toBe(before?.get(id));
            }
            expect(reached).toBeGreaterThanOrEqual(acknowledged);
            if (completed) expect(found).toEqual(current);
          }
        }
        await database.remove();
      }
    },
  );
});
