import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TrialFilter, TrialOrder } from '../../src/trials/trial-search.service.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { study } from '../support/study-builder.js';
import { openTrials, type TestTrials } from '../support/trial-services.js';

const boston = { lat: 42.3601, lon: -71.0589 };
const providence = { lat: 41.824, lon: -71.4128 };
const lyon = { lat: 45.764, lon: 4.8357 };

const studies = [
  study({
    nctId: 'NCT00000001',
    title: 'Osimertinib in EGFR Mutated Lung Adenocarcinoma',
    conditions: ['Lung Adenocarcinoma'],
    interventions: ['Osimertinib'],
    criteria: 'Inclusion Criteria:\n\n* EGFR exon 19 deletion\n\nExclusion Criteria:\n\n* KRAS G12C mutation',
    minimumAge: '18 Years',
    locations: [
      { facility: 'Boston General', city: 'Boston', country: 'United States', status: 'COMPLETED', ...boston },
      {
        facility: 'Providence General',
        city: 'Providence',
        country: 'United States',
        status: 'RECRUITING',
        ...providence,
      },
    ],
    updated: '2026-11-01',
  }),
  study({
    nctId: 'NCT00000002',
    title: 'Pembrolizumab in Non-small Cell Lung Cancer',
    conditions: ['Non-small Cell Lung Cancer'],
    interventions: ['Pembrolizumab'],
    phases: ['PHASE1', 'PHASE2'],
    minimumAge: '18 Years',
    maximumAge: '75 Years',
    locations: [
      { facility: 'Boston General', city: 'Boston', country: 'United States', status: 'RECRUITING', ...boston },
    ],
  }),
  study({
    nctId: 'NCT00000003',
    title: 'Something New in Melanoma',
    status: 'NOT_YET_RECRUITING',
    phases: ['PHASE3'],
    locations: [{ facility: 'Boston General', city: 'Boston', country: 'United States', ...boston }],
    updated: '2026-09-01',
  }),
  study({
    nctId: 'NCT00000004',
    title: 'Blood Pressure during Chemotherapy',
    conditions: ['Pulmonary Arterial Hypertension', 'Breast Cancer'],
    sex: 'FEMALE',
    locations: [{ facility: 'Hôpital de Lyon', city: 'Lyon', country: 'France', status: 'RECRUITING', ...lyon }],
  }),
  study({
    nctId: 'NCT00000005',
    title: 'High Blood Pressure after Leukemia',
    conditions: ['Hypertension'],
    status: 'ENROLLING_BY_INVITATION',
    phases: [],
    maximumAge: '18 Months',
  }),
  study({
    nctId: 'NCT00000006',
    conditions: ['Solid Tumor'],
    criteria: 'Inclusion Criteria:\n\n* Advanced solid tumor',
    phases: ['PHASE1'],
  }),
];

describeOnBothDatabases('A search for trials', (create) => {
  let services: TestTrials;

  beforeAll(async () => {
    services = await openTrials(await create());
    await services.store.storePage('ctgov', studies, { fetchedAt: new Date('2026-11-24T00:00:00Z') });
  });

  afterAll(() => services.close());

  const found = async (filter: TrialFilter, orderBy: TrialOrder = 'ID'): Promise<number[]> => {
    const { nodes, totalCount } = await services.search.search({ filter, first: 50, orderBy });
    expect(totalCount).toBe(nodes.length);
    return nodes.map(({ trial }) => Number(trial.id.slice(3)));
  };

  it('filters nothing that it was not asked to filter', async () => {
    expect(await found({})).toEqual([1, 2, 3, 4, 5, 6]);
  });

  describe('known faults of other tools:', () => {
    it('open-ended ages: a trial without a limit is open at that end', async () => {
      expect(await found({ age: 58 })).toEqual([1, 2, 3, 4, 6]);
      expect(await found({ age: 80 })).toEqual([1, 3, 4, 6]);
      expect(await found({ age: 75.9 })).toContain(2);
      expect(await found({ age: 1.4 })).toEqual([3, 4, 5, 6]);
    });

    it('not-yet-recruiting: recruiting only is exactly the trials that take patients today', async () => {
      expect(await found({ recruitingOnly: true })).toEqual([1, 2, 4, 6]);
      expect(await found({ statuses: ['NOT_YET_RECRUITING', 'ENROLLING_BY_INVITATION'] })).toEqual([3, 5]);
    });

    it('closed nearer site: distance counts to recruiting sites, and that site is listed first', async () => {
      const nearBoston = { latitude: boston.lat, longitude: boston.lon };
      expect(await found({ near: { ...nearBoston, miles: 10 } })).toEqual([2]);
      const { nodes } = await services.search.search({ filter: { near: { ...nearBoston, miles: 60 } }, first: 10 });
      expect(nodes.map(({ trial, miles }) => [trial.id, Math.round(miles ?? NaN)])).toEqual([
        ['NCT00000002', 0],
        ['NCT00000001', 41],
      ]);
      const sites = await services.trials.sitesByDistance(['NCT00000001'], nearBoston);
      expect(
        sites.get('NCT00000001')?.map(({ site, miles }) => [site.city, site.acceptsNow, Math.round(miles ?? NaN)]),
      ).toEqual([
        ['Providence', 'YES', 41],
        ['Boston', 'NO', 0],
      ]);
    });

    it('fuzzy condition: a name is matched whole, never by a part of it', async () => {
      expect(await found({ condition: 'hypertension' })).toEqual([5]);
      expect(await found({ condition: 'Pulmonary arterial hypertension' })).toEqual([4]);
      expect(await found({ condition: 'tension' })).toEqual([]);
      expect(await found({ text: 'tension' })).toEqual([]);
      expect(await found({ text: 'hyperten*' })).toEqual([4, 5]);
      expect(await found({ cancer: 'melanoma' })).toEqual([3]);
    });
  });

  it('finds a cancer type with all types below it, and, when asked, trials that accept it under a wider name', async () => {
    expect(await found({ cancer: 'NSCLC' })).toEqual([1, 2]);
    expect(await found({ cancer: 'Lung Adenocarcinoma' })).toEqual([1]);
    expect(await found({ cancer: 'LUAD', cancerScope: 'accepting' })).toEqual([1, 2, 6]);
    const { understood } = await services.search.search({ filter: { cancer: 'lung adenocarcinoma' }, first: 1 });
    expect(understood.cancer).toEqual({ code: 'LUAD', name: 'Lung Adenocarcinoma' });
  });

  it('finds genes that inclusion criteria name, not those that only exclude', async () => {
    expect(await found({ gene: 'EGFR' })).toEqual([1]);
    expect(await found({ gene: 'KRAS' })).toEqual([]);
  });

  it('finds drugs by name and by class', async () => {
    expect(await found({ drug: 'Keytruda' })).toEqual([2]);
    expect(await found({ drug: 'pembrolizumab' })).toEqual([2]);
    expect(await found({ drug: 'PD-1 inhibitor' })).toEqual([2]);
  });

  it('finds by phase, country, sex, registry, day and words', async () => {
    expect(await found({ phases: ['PHASE1'] })).toEqual([2, 6]);
    expect(await found({ country: 'France' })).toEqual([4]);
    expect(await found({ sex: 'male' })).toEqual([1, 2, 3, 5, 6]);
    expect(await found({ registry: 'nci' })).toEqual([]);
    expect(await found({ updatedSince: '2026-10-15' })).toEqual([1, 2, 4, 5, 6]);
    expect(await found({ text: 'pressure chemotherapy' })).toEqual([4]);
    expect(await found({ zip: { code: '02108', miles: 5 } })).toEqual([2]);
  });

  it('answers a name that it does not know with an error, not with an empty list', async () => {
    await expect(found({ cancer: 'flurbious wheezing' })).rejects.toMatchObject({ field: 'cancer' });
    await expect(found({ gene: 'NOTAGENE' })).rejects.toMatchObject({ field: 'gene' });
    await expect(found({ drug: 'unobtainium' })).rejects.toMatchObject({ field: 'drug' });
    await expect(found({ zip: { code: '00000', miles: 5 } })).rejects.toMatchObject({ field: 'zip' });
    await expect(found({}, 'DISTANCE')).rejects.toMatchObject({ field: 'orderBy' });
    await expect(found({ text: '?!' })).rejects.toMatchObject({ field: 'text' });
  });

  it('reads operators of the query language as words', async () => {
    for (const text of ['melanoma AND', 'NOT "melanoma', 'title:melanoma', "melanoma' | x", '(melanoma', 'NEAR(a b)'])
      await expect(found({ text })).resolves.toBeDefined();
  });

  it.each<TrialOrder>(['UPDATED', 'TITLE', 'ID', 'RELEVANCE', 'DISTANCE'])(
    'pages through the order %s without gap or repetition',
    async (orderBy) => {
      const filter: TrialFilter =
        orderBy === 'RELEVANCE'
          ? { text: 'criteria' }
          : orderBy === 'DISTANCE'
            ? { near: { latitude: 0, longitude: 0, miles: 12_500 } }
            : {};
      const whole = (await services.search.search({ filter, first: 50, orderBy })).nodes.map(({ trial }) => trial.id);
      expect(whole.length).toBeGreaterThan(2);
      const paged: string[] = [];
      for (let after: string | undefined; ;) {
        const { nodes, hasNextPage } = await services.search.search({ filter, first: 1, orderBy, after });
        paged.push(...nodes.map(({ trial }) => trial.id));
        after = nodes.at(-1)?.cursor;
        if (!hasNextPage) break;
      }
      expect(paged).toEqual(whole);
    },
  );

  it('refuses the cursor of another search', async () => {
    const { nodes } = await services.search.search({ first: 1, orderBy: 'ID' });
    const after = nodes[0]?.cursor;
    await expect(services.search.search({ first: 1, orderBy: 'TITLE', after })).rejects.toMatchObject({
      field: 'after',
    });
    await expect(services.search.search({ first: 1, after: 'bm9uc2Vuc2U' })).rejects.toMatchObject({ field: 'after' });
  });

  it('counts facets over the whole result', async () => {
    const result = await services.search.search({ filter: { recruitingOnly: true }, first: 1 });
    expect(await result.facets()).toMatchObject({
      status: [{ value: 'RECRUITING', count: 4 }],
      phase: [
        { value: 'PHASE2', count: 3 },
        { value: 'PHASE1', count: 2 },
      ],
      country: [
        { value: 'United States', count: 2 },
        { value: 'France', count: 1 },
      ],
      registry: [{ value: 'ctgov', count: 4 }],
      sex: [
        { value: 'all', count: 3 },
        { value: 'female', count: 1 },
      ],
    });
  });
});
