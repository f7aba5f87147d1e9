import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { AuditService } from '../../src/audit/audit.service.js';
import { openDatabase } from '../../src/database/open-database.js';
import { canaryRecord } from '../support/canary.js';
import { startService } from '../support/service.js';
import { isBuilt, type ServiceProcess, startServiceProcess } from '../support/service-process.js';

const IMPORT =
  'mutation ($bundle: JSON!) { importPatient(bundle: $bundle) { ... on ImportedPatient { patient { id } } } }';
const STOPPED_MS = process.env['ELIGO_FULL_TESTS'] ? 30_000 : 2_000;
const RELIEF_MS = 5_000;
const hasLimits = existsSync('/usr/bin/prlimit');
if (!hasLimits) console.warn('SKIPPED, LOUDLY: no prlimit (util-linux) to fill a disk with.');

interface Imported {
  importPatient: { patient: { id: string } } | null;
}

/** Check 16 of SECURITY.md. */
describe.skipIf(!isBuilt || !hasLimits)('check 16: a disk that takes no more', () => {
  let service: ServiceProcess;
  beforeAll(async () => {
    service = await startServiceProcess();
  });
  afterAll(() => service.stop());

  /** How large a file of the service may become; a write beyond it fails as on a full disk. */
  const limit = (bytes: string) => execFileSync('prlimit', ['--pid', String(service.child.pid), `--fsize=${bytes}`]);
  const importAs = async (id: string) => {
    const bundle = JSON.parse(JSON.stringify(canaryRecord).replaceAll('canary-patient-5150', id)) as unknown;
    const { data } = await service.query<Imported | null>(IMPORT, { bundle });
    return data?.importPatient?.patient.id;
  };
  const statusOf = async (path: string) => (await fetch(`${service.url}${path}`)).status;
  const patients = async () =>
    (
      await service.query<{ patients: { nodes: { id: string }[] } } | null>('{ patients(first: 200) { nodes { id } } }')
    ).data?.patients?.nodes.map(({ id }) => id);
  const recovers = async (since: number) => {
    while ((await statusOf('/health/ready')) !== 200) await delay(50);
    return performance.now() - since;
  };

  it('takes nothing halfway, gives nothing that it cannot note, says that it is not ready, and recovers', async () => {
    const kept = [await importAs('first')];
    for (const round of [1, 2, 3]) {
      limit('1:');
      expect(await importAs(`lost-${round}`)).toBeUndefined();
      expect(await patients()).toBeUndefined();
      expect(await statusOf('/health/ready')).toBe(503);
      expect(await statusOf('/health/live')).toBe(200);
      limit('unlimited:');
      expect(await recovers(performance.now())).toBeLessThan(RELIEF_MS);
      kept.push(await importAs(`kept-${round}`));
      expect((await patients())?.sort()).toEqual([...kept].sort());
    }
    expect(service.child.exitCode).toBeNull();
  });

  it('goes on where it was after it was stopped', async () => {
    const before = await patients();
    service.child.kill('SIGSTOP');
    const asked = patients();
    await delay(STOPPED_MS);
    service.child.kill('SIGCONT');
    expect(await recovers(performance.now())).toBeLessThan(RELIEF_MS);
    expect(await asked).toEqual(before);
  });

  it('keeps what it acknowledged in a whole database, though it is killed', async () => {
    const acknowledged = (await patients())?.length;
    service.child.kill('SIGKILL');
    const dataSource = await openDatabase({ sqlitePath: join(service.folder, 'eligo.sqlite') }, []);
    try {
      expect(await dataSource.query('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
      expect(await dataSource.query('SELECT COUNT(*) AS count FROM patient')).toEqual([{ count: acknowledged }]);
    } finally {
      await dataSource.destroy();
    }
  });
});

describe('check 16: a clock that jumps', () => {
  afterEach(() => vi.useRealTimers());

  it('by a day either way breaks neither the audit chain nor what is stored', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'eligo-clock-'));
    const service = await startService({
      seeded: true,
      env: { SQLITE_PATH: join(folder, 'eligo.sqlite'), KEY_FILE: join(folder, 'keys.json') },
    });
    try {
      const started = Date.now();
      for (const days of [0, 1, -1, 1, 0]) {
        vi.useFakeTimers({ toFake: ['Date'], now: started + days * 86_400_000 });
        const { data } = await service.query<Imported>(IMPORT, { bundle: canaryRecord });
        expect(data.importPatient?.patient.id).toBeDefined();
        const matched = await service.query(
          `{ matchTrials(patient: { id: "${data.importPatient!.patient.id}" }, first: 1) { __typename ... on MatchResult { metadata { asOf } } } }`,
        );
        expect(matched.errors).toBeUndefined();
        expect(JSON.stringify(matched.data)).toContain(new Date().toISOString().slice(0, 10));
      }
      vi.useRealTimers();
      expect(await service.app.get(AuditService).verify()).toMatchObject({ intact: true });
      expect(await service.app.get(DataSource).query('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    } finally {
      await service.close();
      rmSync(folder, { recursive: true });
    }
  });
});
