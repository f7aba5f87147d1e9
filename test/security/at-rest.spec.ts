import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { PatientEntity } from '../../src/patients/patient.entity.js';
import { PatientsService } from '../../src/patients/patients.service.js';
import { canaries, canariesIn, canaryRecord } from '../support/canary.js';
import { eligo } from '../support/run-cli.js';
import { type RunningService, startService } from '../support/service.js';

const IMPORT = `mutation ($bundle: JSON!) { importPatient(bundle: $bundle) { ... on ImportedPatient { patient { id } } } }`;
const NOTE = `mutation ($review: ReviewInput!) { reviewMatch(review: $review) { review { notes { note } } } }`;
const TRIAL = 'NCT05378763';

/** Check 14 of SECURITY.md. */
describe('patient data at rest', () => {
  const folder = mkdtempSync(join(tmpdir(), 'eligo-at-rest-'));
  const env = {
    SQLITE_PATH: join(folder, 'eligo.sqlite'),
    KEY_FILE: join(folder, 'keys', 'data.json'),
    LOCAL_ISSUER_KEY: join(folder, 'keys', 'issuer.jwk'),
  };
  let service: RunningService;
  let patient: string;

  const importCanary = async () => {
    const { data } = await service.query<{ importPatient: { patient: { id: string } } }>(IMPORT, {
      bundle: canaryRecord,
    });
    return data.importPatient.patient.id;
  };
  /** Canaries in every file of the database: the data, the write-ahead log, what else lies beside. */
  const found = () =>
    readdirSync(folder)
      .filter((name) => name.startsWith('eligo.sqlite'))
      .flatMap((name) => canariesIn(readFileSync(join(folder, name))).map((canary) => `${name}: ${canary}`));

  beforeAll(async () => {
    service = await startService({ seeded: false, env });
    patient = await importCanary();
  });
  afterEach(() => vi.unstubAllEnvs());
  afterAll(async () => {
    await service.close();
    rmSync(folder, { recursive: true });
  });
  const command = (...args: string[]) => {
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    return eligo(args);
  };

  it('is in no file of the database in the open, nor is what identifies it', () => {
    expect(statSync(join(folder, 'eligo.sqlite-wal')).size).toBeGreaterThan(0);
    expect(found()).toEqual([]);
    expect(statSync(env.KEY_FILE).mode & 0o777).toBe(0o600);
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
      `INSERT INTO trial (id, number, title, status, acceptsNow, phases, sex, registries, details, createdAt, updatedAt)
       VALUES ('${TRIAL}', 1, 't', 'RECRUITING', 'YES', '[]', 'all', '[]', '{}', '2026-11-24', '2026-11-24')`,
    );
    const review = { patient, trial: TRIAL, state: 'REVIEWING', by: 'AB', note: `ring ${canaries.phone}` };
    const { data } = await service.query<{ reviewMatch: { review: { notes: { note: string }[] } } }>(NOTE, { review });
    expect(data.reviewMatch.review.notes).toEqual([{ note: `ring ${canaries.phone}` }]);
    expect(found()).toEqual([]);

    const before = readFileSync(env.KEY_FILE, 'utf8');
    const { code, stdout } = await command('keys', 'rotate');
    expect({ code, ...(JSON.parse(stdout) as object) }).toEqual({
      code: 0,
      records: 1,
      notes: 1,
      late: 0,
      keysDropped: 1,
    });
    expect(readFileSync(env.KEY_FILE, 'utf8')).not.toBe(before);
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
    expect(found()).not.toEqual([]);
    await service.app.get(PatientsService).onModuleInit();
    const after = await patients.findOneByOrFail({ id });
    expect(after.sourceId).toBe(sourceId);
    expect(after.record).not.toEqual(record);
    expect(found()).toEqual([]);
  });

  it('leaves no row and no byte behind when it is erased', async () => {
    expect((await command('patient', 'erase', patient, '--tenant', 'elsewhere')).code).toBe(2);
    const patients = service.app.get(DataSource).getRepository(PatientEntity);
    const sealed = (await patients.findOneByOrFail({ id: patient })).record.subarray(-64);
    const bytes = () =>
      readdirSync(folder)
        .filter((name) => name.startsWith('eligo.sqlite'))
        .map((name) => readFileSync(join(folder, name)));
    expect(bytes().some((file) => file.includes(sealed))).toBe(true);
    const { code } = await command('patient', 'erase', patient);
    expect(code).toBe(0);
    const dataSource = service.app.get(DataSource);
    expect(await patients.countBy({ id: patient })).toBe(0);
    expect(bytes().some((file) => file.includes(sealed))).toBe(false);
    const named = dataSource.entityMetadatas.filter(({ columns }) =>
      columns.some(({ propertyName }) => propertyName === 'patientId'),
    );
    expect(named.length).toBeGreaterThan(1);
    for (const { target } of named) expect(await dataSource.manager.countBy(target, { patientId: patient })).toBe(0);
    const { stdout } = await command('audit', 'verify');
    expect(JSON.parse(stdout)).toMatchObject({ intact: true });
  });
});
