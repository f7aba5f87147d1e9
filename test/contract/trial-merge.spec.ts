import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RegistryName } from '../../src/trials/trial-record.port.js';
import { ctisRecord } from '../support/ctis-builder.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { nciTrial } from '../support/nci-builder.js';
import { study } from '../support/study-builder.js';
import { openTrials, type TestTrials } from '../support/trial-services.js';

const fetchedAt = new Date('2026-11-24T00:00:00Z');

describeOnBothDatabases('Records of one study in several registries', (create) => {
  let services: TestTrials;
  const put = (registry: RegistryName, ...records: unknown[]) =>
    services.store.storePage(registry, records, { fetchedAt });

  beforeEach(async () => {
    services = await openTrials(await create());
  });
  afterEach(() => services.close());

  const ctgov = study({
    nctId: 'NCT01234567',
    title: 'Pembrolizumab in Melanoma',
    updated: '2026-10-15',
    verified: '2026-10',
    secondaryIds: [{ id: '2026-500001-11-00', type: 'CTIS' }],
    locations: [
      {
        facility: 'Mercy Hospital',
        city: 'Boston',
        country: 'United States',
        status: 'RECRUITING',
        lat: 42.36,
        lon: -71.06,
      },
      { facility: 'Only at CT.gov', city: 'Lyon', country: 'France', status: 'RECRUITING' },
    ],
  });
  const nci = nciTrial({
    nciId: 'NCI-2026-00001',
    nctId: 'NCT01234567',
    verified: '2026-11-01',
    status: 'Temporarily Closed to Accrual',
    sites: [
      { name: 'Mercy  hospital', city: 'Boston', status: 'CLOSED_TO_ACCRUAL', lat: 42.3601, lon: -71.0589 },
      { name: 'Only at NCI', city: 'Denver', status: 'ACTIVE' },
    ],
  });
  const ctis = ctisRecord({ ctNumber: '2026-500001-11-00', nct: 'NCT01234567', publishDate: '2026-09-01T00:00:00' });

  describe('become one trial, in whatever order they come:', () => {
    const records: Record<RegistryName, unknown> = { ctgov, nci, ctis };
    it.each([[['ctgov', 'nci', 'ctis']], [['nci', 'ctis', 'ctgov']], [['ctis', 'nci', 'ctgov']]] as RegistryName[][][])(
      '%s',
      async (order) => {
        for (const registry of order) await put(registry, records[registry]);
        expect(await services.trials.count()).toBe(1);
        for (const number of ['NCT01234567', 'NCI-2026-00001', '2026-500001-11'])
          expect((await services.trials.find(number))?.id).toBe('NCT01234567');
        const trial = (await services.trials.find('NCT01234567'))!;
        // Descriptive fields by precedence, the status by whoever updated last.
        expect(trial).toMatchObject({
          title: 'Pembrolizumab in Melanoma',
          status: 'SUSPENDED',
          registries: ['ctgov', 'nci', 'ctis'],
          versionInForce: 'ctgov:NCT01234567:2026-10-15',
        });
        expect(trial.details.provenance['title']).toMatchObject({ registry: 'ctgov', version: '2026-10-15' });
        expect(trial.details.provenance['status']).toMatchObject({
          registry: 'nci',
          conflicts: [
            { registry: 'ctgov', id: 'NCT01234567', value: 'RECRUITING' },
            { registry: 'ctis', id: '2026-500001-11-00', value: 'RECRUITING' },
          ],
        });
        const sites = (await services.trials.sites([trial.id])).get(trial.id)!;
        expect(sites.map(({ facility, registry, status, conflict }) => [facility, registry, status, conflict])).toEqual(
          expect.arrayContaining([
            ['Mercy  hospital', 'nci', 'ACTIVE_NOT_RECRUITING', 'ctgov: RECRUITING'],
            ['Only at NCI', 'nci', 'RECRUITING', null],
            ['Only at CT.gov', 'ctgov', 'RECRUITING', null],
            ['Hospital de la Mar', 'ctis', 'RECRUITING', null],
          ]),
        );
        expect(sites).toHaveLength(4);
      },
    );
  });

  it('join when a later version first names the common number', async () => {
    await put('ctgov', study({ nctId: 'NCT01234567' }));
    await put('ctis', ctisRecord({ ctNumber: '2026-500001-11-00', title: 'Quite another title' }));
    expect(await services.trials.count()).toBe(2);
    await put(
      'ctis',
      ctisRecord({ ctNumber: '2026-500001-11-00', nct: 'NCT01234567', publishDate: '2026-11-01T00:00:00' }),
    );
    expect(await services.trials.count()).toBe(1);
    expect(await services.trials.find('2026-500001-11')).toMatchObject({
      id: 'NCT01234567',
      registries: ['ctgov', 'ctis'],
    });
    expect((await services.search.search({ filter: { text: 'quite another title' }, first: 5 })).totalCount).toBe(0);
  });

  it('stay apart where two studies of one registry share a European number', async () => {
    const secondaryIds = [{ id: '2019-001588-63', type: 'EUDRACT_NUMBER' }];
    await put('ctgov', study({ nctId: 'NCT00000001', secondaryIds }), study({ nctId: 'NCT00000002', secondaryIds }));
    await put('ctis', ctisRecord({ ctNumber: '2026-500001-11-00', eudract: '2019-001588-63' }));
    expect(await services.trials.count()).toBe(3);
  });

  it('are never joined by their titles', async () => {
    await put('ctgov', study({ nctId: 'NCT00000001', title: 'A study of nivolumab in melanoma' }));
    await put('ctis', ctisRecord({ ctNumber: '2026-500001-11-00', title: 'A study of nivolumab in melanoma' }));
    expect(await services.trials.count()).toBe(2);
  });

  it('take limits of age from the record whose criteria are in force, so that no limit stays no limit', async () => {
    await put('ctgov', study({ nctId: 'NCT01234567' }));
    await put('nci', nciTrial({ nciId: 'NCI-2026-00001', nctId: 'NCT01234567', maxAge: 70 }));
    expect(await services.trials.find('NCT01234567')).toMatchObject({ minimumAge: null, maximumAge: null });
  });

  it('leave the trial open when one registry removes its record and another still has it', async () => {
    await put('ctgov', ctgov);
    await put('nci', { ...nci, current_trial_status: 'Active' });
    await services.store.close('nci', [{ id: 'NCI-2026-00001', why: 'removed' }], fetchedAt);
    expect(await services.trials.find('NCT01234567')).toMatchObject({ acceptsNow: 'YES', registries: ['ctgov'] });
    await services.store.close('ctgov', [{ id: 'NCT01234567', why: 'removed' }], fetchedAt);
    expect(await services.trials.find('NCT01234567')).toMatchObject({ acceptsNow: 'NO' });
    expect(await services.trials.versions('NCT01234567')).toHaveLength(2);
  });

  it('keep every state once: the same content writes nothing, two states of one day get two labels', async () => {
    const first = study({ nctId: 'NCT01234567', criteria: 'Inclusion Criteria:\n\n* ECOG 0' });
    const second = study({ nctId: 'NCT01234567', criteria: 'Inclusion Criteria:\n\n* ECOG 0 or 1' });
    expect(await put('ctgov', first)).toMatchObject({ added: ['NCT01234567'] });
    expect(await put('ctgov', first)).toMatchObject({ added: [], changed: [], unchanged: 1 });
    expect(await put('ctgov', second)).toMatchObject({ changed: ['NCT01234567'] });
    expect(await put('ctgov', first)).toMatchObject({ changed: ['NCT01234567'] });
    const versions = await services.trials.versions('NCT01234567');
    expect(versions.map(({ version, sequence }) => [version, sequence])).toEqual([
      ['2026-10-15', 1],
      ['2026-10-15~2', 2],
      ['2026-10-15~3', 3],
    ]);
    const inForce = (await services.trials.find('NCT01234567'))!;
    expect((await services.trials.document(inForce))?.trial.version).toBe('2026-10-15~3');
  });
});
