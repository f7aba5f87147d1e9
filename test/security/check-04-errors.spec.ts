import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { TrialsService } from '../../src/trials/trials.service.js';
import { PatientsService } from '../../src/patients/patients.service.js';
import { type RunningService, startService } from '../support/service.js';

const SECRET = 'SELECT secret FROM patient; https://upstream.example/token?bearer=abc /srv/app/src/x.ts <html>';

describe('check 4: errors tell nothing of the inside', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await startService({ seeded: false });
  });
  afterAll(() => service.close());

  const thrown: [string, unknown][] = [
    ['an Error', new Error(SECRET)],
    [
      'an error of the database',
      Object.assign(new Error(SECRET), { name: 'QueryFailedError', query: SECRET, driverError: new Error(SECRET) }),
    ],
    ['a text', SECRET],
    ['a Symbol', Symbol(SECRET)],
    ['a BigInt', 12345678901234567890n],
    ['an object', { message: SECRET, stack: SECRET }],
    ['nothing', undefined],
  ];

  it.each(thrown)('%s, thrown by a resolver, is masked', async (_name, error) => {
    const spy = vi.spyOn(service.app.get(TrialsService, { strict: false }), 'find').mockRejectedValue(error);
    const { text } = await service.http.post('/graphql').send({ query: '{ trial(id: "NCT00000001") { id } }' });
    spy.mockRestore();
    expect(JSON.parse(text)).toEqual({
      errors: [{ message: 'internal error', path: ['trial'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
      data: { trial: null },
    });
  });

  it.each(thrown)('%s, thrown below the FHIR and EHR interfaces, is masked', async (_name, error) => {
    const spy = vi.spyOn(service.app.get(PatientsService, { strict: false }), 'read').mockImplementation(() => {
      throw error;
    });
    const bundle = { resourceType: 'Bundle', type: 'collection', entry: [] };
    const cds = {
      hook: 'patient-view',
      hookInstance: 'x',
      context: { patientId: 'p' },
      prefetch: { patient: { resourceType: 'Patient' } },
    };
    for (const [path, body] of [
      ['/fhir/ResearchStudy/$match', bundle],
      ['/getClinicalTrial', bundle],
      ['/cds-services/eligo-trial-match', cds],
    ] as const) {
      const { status, text } = await service.http.post(path).send(body);
      expect(status).toBe(500);
      expect(text).not.toMatch(/secret|upstream|bearer|\.ts|html|12345678901234567890| at /i);
    }
    spy.mockRestore();
  });

  it('a value that JSON cannot hold is masked', async () => {
    const spy = vi
      .spyOn(service.app.get(TrialsService, { strict: false }), 'find')
      .mockResolvedValue({ id: Symbol(SECRET), title: 5n } as never);
    const { text } = await service.http.post('/graphql').send({ query: '{ trial(id: "NCT00000001") { id } }' });
    spy.mockRestore();
    expect(text).not.toContain('secret');
    expect(text).toContain('INTERNAL_SERVER_ERROR');
  });

  it('a path that does not exist tells nothing', async () => {
    for (const path of [
      '/fhir/Patient/secret-id',
      '/cohort-runs/secret',
      '/fhir/%2e%2e/%2e%2e/etc/passwd',
      '/cds-services/x',
    ]) {
      const { status, text } = await service.http.get(path);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(text).not.toMatch(/node_modules|\.[jt]s:| at .*\(/);
    }
  });
});
