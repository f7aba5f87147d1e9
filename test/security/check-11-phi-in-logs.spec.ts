import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canaries, canariesIn, canaryRecord } from '../support/canary.js';
import { body, HostileServer, status } from '../support/hostile-server.js';
import { isBuilt, type ServiceProcess, startServiceProcess } from '../support/service-process.js';

const TOKEN = 'canary-token-9f31c5';
const IMPORT = `mutation ($bundle: JSON!) { importPatient(bundle: $bundle) { __typename ... on ImportedPatient { patient { id } } } }`;
const PULL = `mutation ($server: String!, $id: ID!) { pullPatient(server: $server, id: $id) { __typename ... on PullFailed { failure message } ... on InvalidRecord { message } } }`;
const NOTE = 'rang her daughter at 555-0199-31';

/** Every canary, what names the patient at the source and what the service was trusted with. */
const secretsIn = (text: string | Buffer): string[] => [
  ...canariesIn(text),
  ...[TOKEN, NOTE].filter((secret) => text.includes(secret)),
];

/** The canary record with one element replaced, so that it cannot be read. */
const broken = (part: object) => ({ ...canaryRecord, ...part });

/** Check 11 of SECURITY.md: everything that Eligo does, done to one patient whose every word would be recognized. */
describe.skipIf(!isBuilt)('check 11: patient data outside of answers', () => {
  const fhir = new HostileServer();
  let service: ServiceProcess;
  let patient: string;
  const errors: { of: string; text: string }[] = [];
  let answers = 0;

  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(`${service.url}${path}`, init);
    const text = await answer.text();
    answers += 1;
    const failed = answer.status >= 400 || /"errors":|InvalidRecord|PullFailed/.test(text);
    if (failed) errors.push({ of: `${init.method ?? 'GET'} ${path.split('?')[0]}`, text });
    // Headers, too, are kept on the way.
    expect(secretsIn(JSON.stringify([...answer.headers]))).toEqual([]);
    return { status: answer.status, text };
  };
  const post = (path: string, content: unknown, headers: Record<string, string> = {}) =>
    ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof content === 'string' ? content : JSON.stringify(content),
    });
  const graphql = async <T>(query: string, variables: Record<string, unknown> = {}) => {
    const { text } = await post('/graphql', { query, variables });
    return (JSON.parse(text) as { data?: T }).data;
  };

  beforeAll(async () => {
    await fhir.start();
    const servers = [
      { baseUrl: fhir.baseUrl, allowPrivateAddress: true, authorization: { kind: 'bearer', token: TOKEN } },
    ];
    service = await startServiceProcess({
      seeded: true,
      env: { FHIR_SERVERS: JSON.stringify(servers), REMATCH_SECONDS: '1' },
    });
    const imported = await graphql<{ importPatient: { patient: { id: string } } }>(IMPORT, { bundle: canaryRecord });
    patient = imported!.importPatient.patient.id;
  });
  afterAll(async () => {
    await service.stop();
    await fhir.stop();
  });

  it('does everything with the patient, rightly and wrongly', async () => {
    // What works.
    await graphql(
      `{ patient(id: "${patient}") { birthDate profile { facts { kind } } } exportPatient(id: "${patient}") { record } }`,
    );
    await graphql(
      `{ matchTrials(patient: { id: "${patient}" }, first: 3) { ... on MatchResult { nodes { trial { id } } } } }`,
    );
    await graphql('query ($bundle: JSON!) { readRecord(bundle: $bundle) { __typename } }', { bundle: canaryRecord });
    await graphql('query ($bundle: JSON!) { matchTrials(patient: { bundle: $bundle }) { __typename } }', {
      bundle: canaryRecord,
    });
    await graphql('mutation ($review: ReviewInput!) { reviewMatch(review: $review) { review { state } } }', {
      review: { patient, trial: 'NCT05378763', state: 'REVIEWING', note: NOTE },
    });
    await graphql('mutation { startCohortRun(input: { minGrade: POSSIBLE }) { id } }');
    for (const path of ['/getClinicalTrial', '/fhir/ResearchStudy/$match']) await post(path, canaryRecord);
    await post('/cds-services/eligo-trial-match', {
      hook: 'patient-view',
      hookInstance: '7d1d8c21-6a2c-4e3a-8f0b-111111111111',
      context: { userId: 'Practitioner/1', patientId: canaries.patientId },
      prefetch: { patient: canaryRecord.entry[0]?.resource, record: canaryRecord },
    });
    // What fails, each with the canaries in what is wrong.
    const bundles = [
      broken({ resourceType: canaries.name }),
      broken({ entry: canaries.address }),
      broken({ entry: [...canaryRecord.entry, { resource: { resourceType: 'Patient', id: canaries.recordNumber } }] }),
      broken({
        entry: [
          { resource: { ...canaryRecord.entry[0]?.resource, birthDate: `${canaries.birthDate}-${canaries.phone}` } },
        ],
      }),
      { [canaries.name]: canaries.recordNumber },
      [canaries.name],
    ];
    for (const bundle of bundles) {
      await graphql(IMPORT, { bundle });
      for (const path of ['/getClinicalTrial', '/fhir/ResearchStudy/$match', '/cds-services/eligo-trial-match'])
        await post(path, bundle);
    }
    const text = JSON.stringify(canaryRecord);
    for (const path of [
      '/graphql',
      '/getClinicalTrial',
      '/fhir/ResearchStudy/$match',
      '/cds-services/eligo-trial-match',
    ]) {
      await post(path, text.slice(0, -20));
      await post(path, text, { 'content-type': 'text/plain' });
      await post(path, text, { 'content-encoding': canaries.name });
      await post(path, text, { authorization: `Bearer ${TOKEN}` });
      await ask(`${path}?name=${canaries.name}&birthdate=${canaries.birthDate}`);
    }
    await graphql(`{ patient(id: "${canaries.recordNumber}") { id } extra: patient(id: 5) { id } }`);
    await graphql(`{ patient(id: "${canaries.recordNumber}" `);
    await graphql(`{ patients(first: "${canaries.name}") { totalCount } }`);
    await graphql('query ($id: ID!) { patient(id: $id) { id } }', { id: { name: canaries.name } });
    await graphql(
      `{ trial(id: "${canaries.name}") { id } trials(filter: { text: "${canaries.name} ${canaries.address}" }) { totalCount } }`,
    );
    for (const path of ['/patients', '/cohort-runs', '/fhir/Patient', '/health', '/metrics'])
      await ask(`${path}/${canaries.name}/pairs.csv?mrn=${canaries.recordNumber}`);
    for (const attack of [
      status(500),
      body(`<html>${canaries.name} ${canaries.address}`, 'text/html'),
      body(text),
      status(302, { location: `http://${canaries.patientId}.example/${canaries.name}` }),
    ]) {
      fhir.attack = attack;
      await graphql(PULL, { server: fhir.baseUrl, id: canaries.patientId });
    }
    await graphql(PULL, { server: `https://${canaries.patientId}.example/${canaries.name}`, id: canaries.patientId });
    await graphql(PULL, { server: fhir.baseUrl, id: canaries.address });
    expect(answers).toBeGreaterThan(60);
    expect(errors.length).toBeGreaterThan(40);
  });

  it('0 canaries in the answers that say what went wrong', () => {
    const told = errors.flatMap(({ of, text }) =>
      secretsIn(text).map((secret) => `${of}: ${secret} in ${text.slice(0, 300)}`),
    );
    expect(told).toEqual([]);
  });

  it('0 canaries in metrics', async () => {
    const { text } = await ask('/metrics');
    expect(text).toContain('http');
    expect(secretsIn(text)).toEqual([]);
    expect(text).not.toContain(patient);
  });

  it('0 canaries in the audit log, the database, its write-ahead log and every other file', () => {
    const files = readdirSync(service.folder);
    expect(files.length).toBeGreaterThan(1);
    const database = Buffer.concat(files.map((name) => readFileSync(join(service.folder, name))));
    expect(database.includes(patient)).toBe(true);
    expect(database.includes('Query.exportPatient')).toBe(true);
    // What a caller made up as an id is kept in the audit log as it came: who looked for whom is what it is for.
    expect(
      secretsIn(database).filter((secret) => secret !== canaries.recordNumber && secret !== canaries.patientId),
    ).toEqual([]);
  });

  it('0 canaries in what the process printed, requests by the template of their route', async () => {
    await service.query(`mutation { deletePatient(id: "${patient}") { patients } }`);
    const printed = service.output();
    expect(printed.length).toBeGreaterThan(100);
    expect(secretsIn(printed)).toEqual([]);
    expect(printed).not.toContain('birthdate=');
  });
});
