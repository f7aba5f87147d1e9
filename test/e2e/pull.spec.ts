import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { patientSeeds } from '../../src/reference-data/patient-seeds.js';
import { FhirTestServer } from '../support/fhir-server.js';
import { type RunningService, startService } from '../support/service.js';

const PULL = `mutation ($server: String!, $id: ID!) { pullPatient(server: $server, id: $id) {
  __typename
  ... on ImportedPatient { patient { id cancers partial profile { facts { kind } } } }
  ... on PullFailed { failure message }
  ... on InvalidRecord { code message } } }`;

interface Answer {
  pullPatient: {
    __typename: string;
    failure?: string;
    message?: string;
    patient?: { id: string; cancers: string[]; partial: string | null; profile: { facts: unknown[] } };
  };
}

type SampleRecord = { entry: { resource: { resourceType: string; id?: string } }[] };
const jenny = patientSeeds().find((seed) => JSON.stringify(seed).includes('cancer-patient-jenny-m')) as SampleRecord;

describe('pulling a record from a FHIR server', () => {
  let fhir: FhirTestServer;
  let service: RunningService;
  beforeAll(async () => {
    fhir = await FhirTestServer.start({ records: [jenny.entry], token: 'the-token', pageSize: 20 });
    const server = {
      baseUrl: fhir.baseUrl,
      authorization: { kind: 'bearer', token: 'the-token' },
      allowPrivateAddress: true,
    };
    service = await startService({ seeded: false, env: { FHIR_SERVERS: JSON.stringify([server]) } });
  });
  afterAll(async () => {
    await service.close();
    await fhir.stop();
  });

  const pull = async (server: string, id: string) =>
    (await service.query<Answer>(PULL, { server, id })).data.pullPatient;

  it('stores the whole record, page by page, and matches it like an imported one', async () => {
    const pulled = await pull(fhir.baseUrl, 'cancer-patient-jenny-m');
    expect(pulled.patient?.cancers.join()).toMatch(/breast/i);
    expect(pulled.patient?.partial).toBeNull();
    const again = await pull(fhir.baseUrl, 'cancer-patient-jenny-m');
    expect(again.patient?.id).toBe(pulled.patient?.id);
  });

  it('refuses a server that is not allowed without opening a connection to it', async () => {
    const before = fhir.seen.length;
    expect(await pull(`${fhir.baseUrl.replace('127.0.0.1', 'localhost')}`, 'x')).toMatchObject({
      failure: 'notAllowed',
    });
    expect(await pull('http://169.254.169.254/latest', 'x')).toMatchObject({ failure: 'notAllowed' });
    expect(fhir.seen).toHaveLength(before);
  });

  it('says that there is no such patient, and never repeats the token', async () => {
    const answer = await pull(fhir.baseUrl, 'nobody');
    expect(answer.__typename).toBe('PullFailed');
    expect(JSON.stringify(answer)).not.toContain('the-token');
  });
});
