import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TrialStoreService } from '../../src/trials/trial-store.service.js';
import { type RunningService, startService } from '../support/service.js';
import { study } from '../support/study-builder.js';

const state = (updated: string, ecog: string) =>
  study({ nctId: 'NCT00000001', updated, criteria: `Inclusion Criteria:\n\n* Melanoma\n* ECOG ${ecog}` });

const HISTORY = `{
  trial(id: "NCT00000001") {
    recruitment { acceptsNow verified }
    versions { registry version sequence }
    amendments { from to unchanged changes { change before { text } after { text } bounds { of end before after } } }
  }
  syncStatus { registry progress { pages } dataTimestamp lastOutcome }
  curationsToReview { trial why }
}`;

describe('the GraphQL service tells how trials came about:', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await startService({ seeded: false });
    const store = service.app.get(TrialStoreService);
    for (const record of [state('2026-01-01', '0 or 1'), state('2026-03-01', '0 to 2')])
      await store.storePage('ctgov', [record], { fetchedAt: new Date('2026-11-24T00:00:00Z') });
  });
  afterAll(() => service.close());

  it('versions, amendments with old and new limits, how current it is', async () => {
    const { data } = await service.query<Record<string, unknown>>(HISTORY);
    expect(data).toMatchObject({
      trial: {
        recruitment: { acceptsNow: 'YES', verified: '2026-10' },
        versions: [
          { registry: 'ctgov', version: '2026-01-01', sequence: 1 },
          { registry: 'ctgov', version: '2026-03-01', sequence: 2 },
        ],
        amendments: [
          {
            from: '2026-01-01',
            to: '2026-03-01',
            unchanged: 1,
            changes: [
              {
                change: 'changed',
                before: { text: 'ECOG 0 or 1' },
                after: { text: 'ECOG 0 to 2' },
                bounds: [{ of: 'performance ecog', end: 'max', before: 1, after: 2 }],
              },
            ],
          },
        ],
      },
      syncStatus: [
        { registry: 'ctgov', progress: null, dataTimestamp: null, lastOutcome: null },
        { registry: 'nci' },
        { registry: 'ctis' },
      ],
    });
  });
});
