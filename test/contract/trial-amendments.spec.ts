import { afterEach, expect, it } from 'vitest';
import type { EligibilityDocument } from '../../src/domain/criteria/model.js';
import { StoredDocumentEntity } from '../../src/trials/entities/stored-document.entity.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { study } from '../support/study-builder.js';
import { openTrials, type TestTrials } from '../support/trial-services.js';

const nctId = 'NCT00000001';
const fetchedAt = new Date('2026-11-24T00:00:00Z');
const state = (updated: string, ecog: string, title = 'Melanoma trial') =>
  study({ nctId, updated, title, criteria: `Inclusion Criteria:\n\n* Melanoma\n* ECOG ${ecog}\n* Informed consent` });

describeOnBothDatabases('Amendments', (create) => {
  let services: TestTrials;
  afterEach(() => services.close());

  const put = (record: unknown) => services.store.storePage('ctgov', [record], { fetchedAt });

  it('of a stored trial tell what changed between versions, and criteria keep their ids', async () => {
    services = await openTrials(await create());
    await put(state('2026-01-01', '0 or 1'));
    const ids = async () => {
      const document = await services.trials.document((await services.trials.find(nctId))!);
      return Object.fromEntries(document!.criteria.map(({ id, text }) => [text, id]));
    };
    const before = await ids();
    await put(state('2026-02-01', '0 or 1', 'Renamed'));
    await put(state('2026-03-01', '0 to 2', 'Renamed'));
    const trial = (await services.trials.find(nctId))!;
    const amendments = await services.trials.amendments(trial);
    expect(amendments).toMatchObject([
      {
        from: '2026-02-01',
        to: '2026-03-01',
        changes: [
          {
            change: 'changed',
            bounds: [{ of: 'performance ecog', end: 'max', before: { value: 1 }, after: { value: 2 } }],
          },
        ],
      },
    ]);
    const after = await ids();
    expect(after['Melanoma']).toBe(before['Melanoma']);
    expect(after['Informed consent']).toBe(before['Informed consent']);
    expect(Object.values(before)).not.toContain(after['ECOG 0 to 2']);
  });

  it('put a curated document out of force when its text changes, and list it for review', async () => {
    services = await openTrials(await create());
    await put(state('2026-01-01', '0 or 1'));
    const parsed = (await services.trials.document((await services.trials.find(nctId))!))!;
    await services.close();

    const curated: EligibilityDocument = {
      ...parsed,
      by: { curator: 'XY', reviewed: '2026-01-31' },
      criteria: parsed.criteria.map((criterion) => ({ ...criterion, basis: 'curated', confidence: 1 })),
    };
    services = await openTrials(await create(), [{ file: `${nctId}.yaml`, document: curated }]);
    await put(state('2026-01-01', '0 or 1', 'Another title, same criteria'));
    expect(await services.curation.needingReview()).toEqual([]);
    expect((await services.trials.document((await services.trials.find(nctId))!))?.by).toEqual(curated.by);
    for await (const { document } of services.trials.documentsInForce()) expect(document.by).toEqual(curated.by);

    await put(state('2026-03-01', '0 to 2'));
    expect(await services.curation.needingReview()).toEqual([
      {
        file: `${nctId}.yaml`,
        registry: 'ctgov',
        trial: nctId,
        reviewedVersion: '2026-01-01',
        currentVersion: '2026-03-01',
        why: 'textChanged',
      },
    ]);
    expect((await services.trials.document((await services.trials.find(nctId))!))?.by).not.toEqual(curated.by);
  });

  it('are none when a newer structurer reads the stored texts again, without a network', async () => {
    services = await openTrials(await create());
    await put(state('2026-01-01', '0 or 1'));
    await put(state('2026-03-01', '0 to 2'));
    const rows = () => services.dataSource.manager.find(StoredDocumentEntity, { order: { versionId: 'ASC' } });
    const made = await rows();
    expect(await services.store.restructure(fetchedAt)).toBe(0);
    await services.dataSource.manager.updateAll(StoredDocumentEntity, { structurer: '0.0.1' });
    expect(await services.store.restructure(fetchedAt)).toBe(2);
    expect(await rows()).toEqual(made);
    expect((await services.trials.amendments((await services.trials.find(nctId))!))[0]?.changes).toHaveLength(1);
  });
});
