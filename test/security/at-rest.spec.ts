import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { PatientEntity } from '../../src/patients/patient.entity.js';
import { Keyring } from '../../src/keyring/keyring.js';
import { KeyFile } from '../../src/keyring/key-file.js';
import { CohortRunsService } from '../../src/matches/cohort-runs.service.js';
import { MatchChangeEntity } from '../../src/matches/entities/match-change.entity.js';
import { MatchResultEntity } from '../../src/matches/entities/match-result.entity.js';
import { MatchedPatientEntity } from '../../src/matches/entities/matched-patient.entity.js';
import { RematchService } from '../../src/matches/rematch.service.js';
import { pseudonymsOf } from '../../src/matches/rematch/result-store.js';
import { TrialStoreService } from '../../src/trials/trial-store.service.js';
import { study } from '../support/study-builder.js';
import { PatientsService, type StoredPatient } from '../../src/patients/patients.service.js';
import { canaries, canariesIn, canaryRecord } from '../support/canary.js';
import { databaseEnv, describeOnBothDatabases, type TestDatabase } from '../support/databases.js';
import { eligo } from '../support/run-cli.js';
import { type RunningService, startService } from '../support/service.js';

const IMPORT = `mutation ($bundle: JSON!) { importPatient(bundle: $bundle) { ... on ImportedPatient { patient { id } } } }`;
const NOTE = `mutation ($review: ReviewInput!) { reviewMatch(review: $review) { review { notes { note } } } }`;
const TRIAL = 'NCT05378763';

/** Check 14 of SECURITY.md. */
describeOnBothDatabases('patient data at rest', (create) => {
  const folder = mkdtempSync(join(tmpdir(), 'eligo-at-rest-'));
  const keyFile = join(folder, 'data.json');
  let env: Record<string, string>;
  let database: TestDatabase;
  let service: RunningService;
  let patient: string;

  const importCanary = async () => {
    const { data } = await service.query<{ importPatient: { patient: { id: string } } }>(IMPORT, {
      bundle: canaryRecord,
    });
    return data.importPatient.patient.id;
  };
  /** Everything that is kept, as bytes: the files of SQLite with the write-ahead log, every row of PostgreSQL. */
  const kept = async (): Promise<Map<string, Buffer>> => {
    if (database.config.url === undefined) {
      const beside = dirname(database.config.sqlitePath);
      return new Map(readdirSync(beside).map((name) => [name, readFileSync(join(beside, name))]));
    }
    const dataSource = service.app.get(DataSource);
    const tables = await dataSource.query<{ name: string }[]>(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'",
    );
    const bytes = new Map<string, Buffer>();
    for (const { name } of tables) {
      const rows = await dataSource.query<Record<string, unknown>[]>(`SELECT * FROM "${name}"`);
      const values = rows.flatMap((row) => Object.values(row));
      const parts = values.map((value) => (value instanceof Buffer ? value : Buffer.from(JSON.stringify(value))));
      bytes.set(name, Buffer.concat(parts));
    }
    return bytes;
  };
  const found = async () =>
    [...(await kept())].flatMap(([name, bytes]) => canariesIn(bytes).map((canary) => `${name}: ${canary}`));

  beforeAll(async () => {
    database = await create();
    env = { ...databaseEnv(database), KEY_FILE: keyFile, LOCAL_ISSUER_KEY: join(folder, 'issuer.jwk') };
    service = await startService({ seeded: false, env });
    patient = await importCanary();
  });
  afterEach(() => vi.unstubAllEnvs());
  afterAll(async () => {
    await service.close();
    await database.remove();
    rmSync(folder, { recursive: true });
  });
  const patientsOf = () => service.app.get(PatientsService);
  const command = (...args: string[]) => {
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    return eligo(args);
  };

  it('is nowhere in the database in the open, nor is what identifies it', async () => {
    // The id that Eligo made up is: the right bytes are searched.
    expect([...(await kept()).values()].some((bytes) => bytes.includes(patient))).toBe(true);
    expect(await found()).toEqual([]);
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
  });

  it('is read back whole, and found again when the same patient is imported', async () => {
    const { data } = await service.query<{ exportPatient: { record: unknown } }>(
      `{ exportPatient(id: "${patient}") { record } }`,
    );
    expect(data.exportPatient.record).toEqual(canaryRecord);
    expect(await importCanary()).toBe(patient);
  });

  it('cannot be read in the place of another patient', async () => {
    const { data } = await service.query<{ importPatient: { patient: { id: string } } }>(IMPORT, {
      bundle: JSON.parse(JSON.stringify(canaryRecord).replaceAll(canaries.patientId, 'somebody-else')) as unknown,
    });
    const other = data.importPatient.patient.id;
    const patients = service.app.get(DataSource).getRepository(PatientEntity);
    const row = await patients.findOneByOrFail({ id: patient });
    await patients.update({ id: other }, { record: row.record, recordSha256: 'moved' });
    const { errors } = await service.query(`{ patient(id: "${other}") { birthDate } }`);
    expect(errors?.[0]?.extensions.code).toBe('INTERNAL_SERVER_ERROR');
    await service.query(`mutation { deletePatient(id: "${other}") { patients } }`);
  });

  it('keeps notes sealed too, and reads them through a rotation of keys under a running service', async () => {
    const trials = service.app.get(DataSource);
    await trials.query(
      `INSERT INTO trial (id, number, title, status, "acceptsNow", phases, sex, registries, details, "createdAt", "updatedAt")
       VALUES ('${TRIAL}', 1, 't', 'RECRUITING', 'YES', '[]', 'all', '[]', '{}', '2026-11-24', '2026-11-24')`,
    );
    const review = { patient, trial: TRIAL, state: 'REVIEWING', by: 'AB', note: `ring ${canaries.phone}` };
    const { data } = await service.query<{ reviewMatch: { review: { notes: { note: string }[] } } }>(NOTE, { review });
    expect(data.reviewMatch.review.notes).toEqual([{ note: `ring ${canaries.phone}` }]);
    expect(await found()).toEqual([]);

    const before = readFileSync(keyFile, 'utf8');
    const { code, stdout } = await command('keys', 'rotate');
    expect({ code, ...(JSON.parse(stdout) as object) }).toEqual({
      code: 0,
      records: 1,
      notes: 1,
      late: 0,
      keysDropped: 1,
    });
    expect(readFileSync(keyFile, 'utf8')).not.toBe(before);
    const after = await service.query<{ exportPatient: { record: unknown; reviews: { note: string }[] } }>(
      `{ exportPatient(id: "${patient}") { record reviews } }`,
    );
    expect(after.data.exportPatient.record).toEqual(canaryRecord);
    expect(after.data.exportPatient.reviews).toMatchObject([{ note: `ring ${canaries.phone}` }]);
    expect(await importCanary()).toBe(patient);
  });

  it('is exported by the command line as it is over GraphQL', async () => {
    const { code, stdout } = await command('patient', 'export', patient);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ id: patient, record: canaryRecord, reviews: [{ by: 'AB' }] });
    expect((await command('patient', 'export', patient, '--tenant', 'elsewhere')).code).toBe(2);
  });

  it('seals what an earlier version kept in the open', async () => {
    const patients = service.app.get(DataSource).getRepository(PatientEntity);
    const { id, record, sourceId } = await patients.findOneByOrFail({ id: patient });
    await patients.update(
      { id },
      { record: gzipSync(JSON.stringify(canaryRecord), { level: 0 }), sourceId: canaries.patientId },
    );
    expect(await found()).not.toEqual([]);
    await service.app.get(PatientsService).onModuleInit();
    const after = await patients.findOneByOrFail({ id });
    expect(after.sourceId).toBe(sourceId);
    expect(after.record).not.toEqual(record);
    expect(await found()).toEqual([]);
  });

  it('goes from stored results, changes and finished cohort runs when it is erased', async () => {
    const other = await service.query<{ importPatient: { patient: { id: string } } }>(IMPORT, {
      bundle: JSON.parse(JSON.stringify(canaryRecord).replaceAll(canaries.patientId, 'somebody-else')) as unknown,
    });
    const gone = other.data.importPatient.patient.id;
    const criteria = 'Inclusion Criteria:\n\n* Breast cancer';
    await service.app
      .get(TrialStoreService)
      .storePage('ctgov', [study({ nctId: 'NCT00000002', criteria })], { fetchedAt: new Date() });
    const rematch = service.app.get(RematchService);
    await rematch.catchUp('2026-11-24');
    const manager = service.app.get(DataSource).manager;
    const results = () => manager.countBy(MatchResultEntity, { patientId: gone });
    expect(await results()).toBeGreaterThan(0);
    const cohorts = service.app.get(CohortRunsService);
    const started = await service.query<{ startCohortRun: { id: string } }>(
      `mutation { startCohortRun(input: { patients: ["${patient}", "${gone}"], minGrade: CERTAINLY_NOT }) { id } }`,
    );
    await cohorts.settled();
    const { id } = started.data.startCohortRun;
    const shown = async () => (await service.http.get(`/cohort-runs/${id}/pairs.ndjson`)).text;
    expect(await shown()).toContain(gone);

    // Erased while it is matched again: what was worked out before is not written after.
    const open = patientsOf().eachOfAll.bind(patientsOf());
    vi.spyOn(patientsOf(), 'eachOfAll').mockImplementation(async function* (ids) {
      for await (const stored of open(ids)) {
        if (stored.id === gone) await service.query(`mutation { deletePatient(id: "${gone}") { patients } }`);
        yield stored;
      }
    });
    await manager.update(MatchedPatientEntity, { patientId: gone }, { recordVersion: 'older' });
    await rematch.catchUp('2026-11-24');
    vi.restoreAllMocks();
    expect(await manager.countBy(PatientEntity, { id: gone })).toBe(0);
    for (const entity of [MatchResultEntity, MatchedPatientEntity, MatchChangeEntity])
      expect(await manager.countBy(entity, { patientId: gone })).toBe(0);
    const after = await shown();
    expect(after).not.toContain(gone);
    expect(after).toContain(patient);
    expect(cohorts.get(id, { tenant: 'local' })?.named()).not.toContain(gone);
  });

  it('keeps of what a record says only what nobody without the keys can try out', async () => {
    const [row] = await service.app.get(DataSource).manager.findBy(MatchedPatientEntity, { patientId: patient });
    const { profile } = (await patientsOf().get(patient, { tenant: 'local' }))!;
    const other = new Keyring(new KeyFile(undefined));
    const own = service.app.get(Keyring);
    const stored = { id: patient, profile } as StoredPatient;
    expect(Object.keys(row!.statements).length).toBeGreaterThan(0);
    expect(row!.statements).toEqual(pseudonymsOf(own, stored));
    const known = new Set(Object.values(row!.statements));
    for (const guess of Object.values(pseudonymsOf(other, stored))) expect(known.has(guess)).toBe(false);
  });

  it('leaves no row and no byte behind when it is erased', async () => {
    expect((await command('patient', 'erase', patient, '--tenant', 'elsewhere')).code).toBe(2);
    const patients = service.app.get(DataSource).getRepository(PatientEntity);
    const sealed = (await patients.findOneByOrFail({ id: patient })).record.subarray(-64);
    const holdsRecord = async () => [...(await kept()).values()].some((bytes) => bytes.includes(sealed));
    expect(await holdsRecord()).toBe(true);
    const { code } = await command('patient', 'erase', patient);
    expect(code).toBe(0);
    const dataSource = service.app.get(DataSource);
    expect(await patients.countBy({ id: patient })).toBe(0);
    expect(await holdsRecord()).toBe(false);
    const named = dataSource.entityMetadatas.filter(({ columns }) =>
      columns.some(({ propertyName }) => propertyName === 'patientId'),
    );
    expect(named.length).toBeGreaterThan(1);
    for (const { target } of named) expect(await dataSource.manager.countBy(target, { patientId: patient })).toBe(0);
    const { stdout } = await command('audit', 'verify');
    expect(JSON.parse(stdout)).toMatchObject({ intact: true });
  });
});
