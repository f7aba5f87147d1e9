import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { patientSeeds } from '../../src/reference-data/patient-seeds.js';
import { type RunningService, startService } from '../support/service.js';

interface Searchset {
  resourceType: string;
  type: string;
  total: number;
  entry: {
    fullUrl: string;
    resource: { resourceType: string; status: string; identifier: { value: string }[]; contained?: unknown[] };
    search: {
      mode: string;
      score: number;
      extension: { url: string; valueCode?: string; extension?: { url: string }[] }[];
    };
  }[];
}

const GRADE = 'http://hl7.org/fhir/StructureDefinition/match-grade';
const jenny = patientSeeds().find((seed) => JSON.stringify(seed).includes('cancer-patient-jenny-m')) as {
  entry: unknown[];
};
const withParameters = (...parameter: object[]) => ({
  ...jenny,
  entry: [{ resource: { resourceType: 'Parameters', parameter } }, ...jenny.entry],
});

describe('the trial-matching contracts of the FHIR family', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await startService({ seeded: true });
  });
  afterAll(() => service.close());

  const check = (bundle: Searchset) => {
    expect(bundle).toMatchObject({ resourceType: 'Bundle', type: 'searchset' });
    expect(bundle.total).toBeGreaterThan(0);
    for (const { resource, search, fullUrl } of bundle.entry) {
      expect(resource.resourceType).toBe('ResearchStudy');
      expect(fullUrl).toContain(resource.identifier[0]?.value);
      expect(search.mode).toBe('match');
      const grade = search.extension.find((extension) => extension.url === GRADE)?.valueCode;
      // The bands that the family's app reads: >= 0.75 likely, >= 0.01 possible, below: none.
      if (grade === 'certain' || grade === 'probable') expect(search.score).toBeGreaterThanOrEqual(0.75);
      if (grade === 'possible') expect(search.score).toBeGreaterThanOrEqual(0.01);
      if (grade === 'possible') expect(search.score).toBeLessThan(0.75);
      expect(resource.contained?.length ?? 0).toBeLessThanOrEqual(10);
      expect(search.extension.some((extension) => extension.url === 'urn:eligo:criterion-result')).toBe(true);
    }
  };

  it('POST /fhir/ResearchStudy/$match takes Parameters as application/fhir+json and answers the same', async () => {
    const body = { resourceType: 'Parameters', parameter: [{ name: 'trialMatchClinicalData', resource: jenny }] };
    const answer = await service.http
      .post('/fhir/ResearchStudy/$match')
      .set('content-type', 'application/fhir+json')
      .send(JSON.stringify(body));
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toContain('application/fhir+json');
    expect(answer.headers['cache-control']).toBe('no-store');
    check(JSON.parse(answer.text) as Searchset);
  });

  it('POST /getClinicalTrial takes a Bundle with a Parameters entry and answers a searchset as JSON', async () => {
    const answer = await service.http
      .post('/getClinicalTrial')
      .send(
        withParameters(
          { name: 'zipCode', valueString: '' },
          { name: 'travelRadius', valueString: '' },
          { name: 'phase', valueString: 'any' },
          { name: 'recruitmentStatus', valueString: 'all' },
        ),
      );
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toContain('application/json');
    check(answer.body as Searchset);
  });

  it('narrows by recruitment status, phase and place, and refuses what it does not understand', async () => {
    const all = (await service.http.post('/getClinicalTrial').send(jenny)).body as Searchset;
    const recruiting = await service.http
      .post('/getClinicalTrial')
      .send(withParameters({ name: 'recruitmentStatus', valueString: 'active' }));
    expect((recruiting.body as Searchset).total).toBeLessThan(all.total);
    for (const { resource } of (recruiting.body as Searchset).entry) expect(resource.status).toBe('active');
    const near = await service.http
      .post('/getClinicalTrial')
      .send(withParameters({ name: 'zipCode', valueString: '02115' }, { name: 'travelRadius', valueDecimal: 50 }));
    expect((near.body as Searchset).total).toBeLessThan(all.total);
    const refused = await service.http
      .post('/getClinicalTrial')
      .send(withParameters({ name: 'phase', valueString: 'phase-9' }));
    expect(refused.status).toBe(400);
    expect(refused.body).toEqual({ error: expect.stringContaining('phase: one of') as string });
  });

  it.each([
    ['no Parameters and no Bundle', { resourceType: 'Patient' }],
    ['Parameters without a record', { resourceType: 'Parameters', parameter: [] }],
    ['a Bundle without a Patient', { resourceType: 'Bundle', type: 'collection', entry: [] }],
  ])('%s is an OperationOutcome', async (_name, body) => {
    const answer = await service.http.post('/fhir/ResearchStudy/$match').send(body);
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text)).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ severity: 'error' }] });
  });

  it('a body that is no JSON is an OperationOutcome under /fhir and {error} nowhere leaks a stack', async () => {
    const answer = await service.http
      .post('/fhir/ResearchStudy/$match')
      .set('content-type', 'application/fhir+json')
      .send('{');
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text)).toMatchObject({ resourceType: 'OperationOutcome' });
    expect(answer.text).not.toMatch(/\.js|at /);
  });

  it('GET /fhir/metadata lists the operation', async () => {
    const answer = await service.http.get('/fhir/metadata');
    expect(JSON.parse(answer.text)).toMatchObject({
      resourceType: 'CapabilityStatement',
      fhirVersion: '4.0.1',
      rest: [{ resource: [{ type: 'ResearchStudy', operation: [{ name: 'match' }] }] }],
    });
  });

  it('CDS Hooks: discovery, and cards for a patient in view', async () => {
    const discovery = await service.http.get('/cds-services');
    expect(discovery.body).toMatchObject({ services: [{ hook: 'patient-view', id: 'eligo-trial-match' }] });
    const resources = jenny.entry.map((entry) => (entry as { resource: { resourceType: string } }).resource);
    const of = (type: string) => ({
      resourceType: 'Bundle',
      type: 'searchset',
      entry: resources.filter((resource) => resource.resourceType === type).map((resource) => ({ resource })),
    });
    const request = {
      hook: 'patient-view',
      hookInstance: '5b7f9f9e-6a5b-4b0e-9d1d-000000000000',
      context: { patientId: 'cancer-patient-jenny-m', userId: 'Practitioner/1' },
      prefetch: {
        patient: resources.find((resource) => resource.resourceType === 'Patient'),
        conditions: of('Condition'),
        observations: of('Observation'),
      },
    };
    const answer = await service.http.post('/cds-services/eligo-trial-match').send(request);
    expect(answer.status).toBe(200);
    const { cards } = answer.body as { cards: { summary: string; indicator: string; source: { label: string } }[] };
    expect(cards.length).toBeGreaterThan(0);
    for (const card of cards) {
      expect(card.summary.length).toBeLessThan(140);
      expect(card).toMatchObject({ indicator: 'info', source: { label: 'Eligo' } });
    }
    const missing = await service.http
      .post('/cds-services/eligo-trial-match')
      .send({ ...request, prefetch: undefined });
    expect(missing.status).toBe(412);
  });

  it('tells whether it lives and is ready', async () => {
    expect((await service.http.get('/health/live')).body).toEqual({ status: 'ok' });
    expect((await service.http.get('/health/ready')).status).toBe(200);
  });
});
