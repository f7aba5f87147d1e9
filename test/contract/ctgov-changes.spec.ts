import { afterEach, describe, expect, it } from 'vitest';
import { openApiProblems } from '../support/openapi-check.js';
import { recordedStudies, setUpSync, type SyncSetup } from '../support/ctgov-sync.js';

type Protocol = Record<string, Record<string, unknown>>;

const everything = { query: { condition: 'cancer' } };
let setup: SyncSetup;

afterEach(async () => {
  expect(setup.stub.requests.flatMap(openApiProblems)).toEqual([]);
  await setup.close();
});

const protocolOf = (study: unknown): Protocol => (study as { protocolSection: Protocol }).protocolSection;
const idOf = (study: unknown): string => protocolOf(study)['identificationModule']!['nctId'] as string;

/** A new state of a study, posted on a day. */
function amend(study: unknown, posted: string, change: (protocol: Protocol) => void): void {
  const protocol = protocolOf(study);
  protocol['statusModule']!['lastUpdatePostDateStruct'] = { date: posted };
  change(protocol);
}

const serve = (studies: unknown[], dataTimestamp: string): void => {
  setup.stub.data.studies = studies;
  setup.stub.data.dataTimestamp = dataTimestamp;
  setup.stub.requests.length = 0;
};
const at = (iso: string) => () => new Date(iso);

describe('After a full sync, a sync of ClinicalTrials.gov', () => {
  const start = async (count = 25) => {
    setup = await setUpSync({ studies: recordedStudies(count), perPage: 100 });
    const report = await setup.sync.sync('ctgov', everything, at('2026-11-20T10:00:00Z'));
    expect(report).toMatchObject({ mode: 'full', status: 'completed', added: count });
  };

  it('asks for the version alone and does nothing while the registry serves the same data', async () => {
    await start();
    setup.stub.requests.length = 0;
    const report = await setup.sync.sync('ctgov', everything, at('2026-11-20T20:00:00Z'));
    expect(report).toMatchObject({ status: 'upToDate', pages: 0, dataTimestamp: '2026-11-20T09:00:05' });
    expect(setup.stub.requests.map(({ path }) => path)).toEqual(['/version']);
  });

  it('asks for changes since two days before the last data and stores a new version of what changed', async () => {
    await start();
    const studies = recordedStudies(25);
    amend(studies[3], '2026-11-21', (protocol) => {
      protocol['eligibilityModule']!['eligibilityCriteria'] =
        `${String(protocol['eligibilityModule']!['eligibilityCriteria'])}\n* ECOG 0`;
    });
    serve(studies, '2026-11-22T09:00:05');
    const report = await setup.sync.sync('ctgov', everything, at('2026-11-22T10:00:00Z'));
    expect(report).toMatchObject({ mode: 'changes', status: 'completed', seen: 1, changed: 1 });
    const asked = setup.stub.requests.find(({ path }) => path === '/studies');
    expect(asked?.query['filter.advanced']).toBe('AREA[LastUpdatePostDate]RANGE[2026-11-18,MAX]');
    const versions = await setup.trials.versions(idOf(studies[3]));
    expect(versions.map(({ version }) => version).at(-1)).toBe('2026-11-21');
    expect(versions).toHaveLength(2);
  });

  it('hears that a stored trial stopped recruiting, though only recruiting ones are asked for', async () => {
    setup = await setUpSync({ studies: recordedStudies(25), perPage: 100 });
    const recruiting = { query: { condition: 'cancer', statuses: ['RECRUITING' as const] } };
    await setup.sync.sync('ctgov', recruiting, at('2026-11-20T10:00:00Z'));
    const open = setup.stub.data.studies.filter(
      (study) => protocolOf(study)['statusModule']!['overallStatus'] === 'RECRUITING',
    );
    expect(await setup.trials.count()).toBe(open.length);
    const studies = recordedStudies(25);
    const one = studies.find((study) => idOf(study) === idOf(open[0]));
    amend(one, '2026-11-21', (protocol) => (protocol['statusModule']!['overallStatus'] = 'COMPLETED'));
    const closed = studies.find((study) => protocolOf(study)['statusModule']!['overallStatus'] === 'TERMINATED');
    amend(closed, '2026-11-21', () => undefined);
    serve(studies, '2026-11-22T09:00:05');
    const report = await setup.sync.sync('ctgov', recruiting, at('2026-11-22T10:00:00Z'));
    expect(report).toMatchObject({ changed: 1, added: 0, skipped: 1 });
    expect(await setup.trials.find(idOf(one))).toMatchObject({ status: 'COMPLETED', acceptsNow: 'NO' });
  });

  it('sweeps all numbers after a week: finds silent changes, closes what is gone and what was merged into another', async () => {
    await start(120);
    const studies = recordedStudies(120);
    // Changed without a date that the search for changes would reach back to.
    amend(
      studies[7],
      '2026-11-10',
      (protocol) => (protocol['identificationModule']!['briefTitle'] = 'Silently renamed'),
    );
    const removed = studies.splice(50, 1)[0];
    const merged = studies.splice(60, 1)[0];
    serve(studies, '2026-11-28T09:00:05');
    setup.stub.data.aliases = { [idOf(merged)]: idOf(studies[0]) };
    const report = await setup.sync.sync('ctgov', everything, at('2026-11-28T10:00:00Z'));
    expect(report).toMatchObject({ mode: 'changes', status: 'completed', changed: 1 });
    expect(report.closed).toEqual([
      { id: idOf(removed), why: 'removed' },
      { id: idOf(merged), why: 'merged' },
    ]);
    expect((await setup.trials.find(idOf(studies[7])))?.title).toBe('Silently renamed');
    expect(await setup.trials.find(idOf(removed))).toMatchObject({ status: 'UNKNOWN', acceptsNow: 'NO' });
    for (const site of (await setup.trials.sites([idOf(removed)])).get(idOf(removed)) ?? [])
      expect(site.acceptsNow).toBe('NO');
  });

  it('refuses to close more than two in a hundred trials at once and closes none', async () => {
    await start(100);
    serve(recordedStudies(97), '2026-11-28T09:00:05');
    const report = await setup.sync.sync('ctgov', everything, at('2026-11-28T10:00:00Z'));
    expect(report).toMatchObject({ status: 'failed', error: { code: 'tooManyRemovals' }, closed: [] });
    expect([...(await setup.store.sourceStates('ctgov')).values()].filter(({ closed }) => closed)).toEqual([]);
  });

  it('never lets an old copy out of a file undo what the registry said later', async () => {
    await start();
    const old = recordedStudies(1)[0];
    amend(old, '2001-01-01', (protocol) => (protocol['identificationModule']!['briefTitle'] = 'Long ago'));
    async function* lines() {
      await Promise.resolve();
      yield JSON.stringify(old);
    }
    expect(await setup.sync.load('ctgov', lines())).toMatchObject({ changed: 0, skipped: 1 });
    expect((await setup.trials.find(idOf(old)))?.title).not.toBe('Long ago');
  });
});

describe('Loading from a file', () => {
  it('keeps a line that is no JSON in quarantine and stores the others', async () => {
    setup = await setUpSync();
    async function* lines() {
      await Promise.resolve();
      yield '{"protocolSection": {"identif';
      yield '';
      for (const study of recordedStudies(3)) yield JSON.stringify(study);
    }
    const report = await setup.sync.load('ctgov', lines());
    expect(report).toMatchObject({ mode: 'file', status: 'completed', seen: 4, added: 3 });
    expect(report.failed).toHaveLength(1);
    expect(await setup.store.quarantined('ctgov')).toHaveLength(1);
  });
});
