import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectPath } from '../../src/reference-data/paths.js';
import { type RunningService, startService } from '../support/service.js';

const PATIENT = 'cancer-patient-jenny-m';

interface Match {
  trial: { id: string };
  worklist: { state: string; changedSince: boolean } | null;
}
interface Matches {
  matchTrials: {
    totalCount: number;
    putAway: number;
    nodes: Match[];
    facets: { name: string; values: { value: string; count: number }[] }[];
  };
}

const MATCHES = `query ($filter: MatchFilter) {
  matchTrials(patient: { id: "${PATIENT}" }, filter: $filter, first: 3) {
    ... on MatchResult { totalCount putAway
      facets { name values { value count } }
      nodes { trial { id } worklist { state changedSince } } } } }`;
const REVIEW = `mutation ($review: ReviewInput!) {
  reviewMatch(review: $review) { review { state reason by notes { state note by at } } } }`;

describe('the worklist', () => {
  let service: RunningService;
  const matches = async (filter: object): Promise<Matches['matchTrials']> =>
    (await service.query<Matches>(MATCHES, { filter })).data.matchTrials;
  const review = (trial: string, step: object) =>
    service.query<{ reviewMatch: { review: { notes: { state: string; note: string | null }[] } } }>(REVIEW, {
      review: { patient: PATIENT, trial, by: 'AB', ...step },
    });

  beforeAll(async () => {
    service = await startService({ seeded: true });
  });
  afterAll(() => service.close());

  it('keeps every step with who and when, and leaves a dismissed match out', async () => {
    const before = await matches({ hidePutAway: true });
    expect(before.putAway).toBe(0);
    const [first] = before.nodes;
    const trial = first?.trial.id ?? '';

    await review(trial, { state: 'REVIEWING', note: 'asked the ward' });
    const dismissed = await review(trial, { state: 'NOT_ELIGIBLE', reason: 'COMORBIDITY' });
    expect(dismissed.data.reviewMatch.review.notes).toMatchObject([
      { state: 'REVIEWING', note: 'asked the ward' },
      { state: 'NOT_ELIGIBLE', note: null },
    ]);

    const hidden = await matches({ hidePutAway: true });
    expect(hidden).toMatchObject({ putAway: 1, totalCount: before.totalCount - 1 });
    expect(hidden.nodes.map((node) => node.trial.id)).not.toContain(trial);
    const all = await matches({});
    expect(all.nodes[0]).toMatchObject({
      trial: { id: trial },
      worklist: { state: 'NOT_ELIGIBLE', changedSince: false },
    });
  });

  it('shows a dismissed match again once the record has changed', async () => {
    const bundle = JSON.parse(readFileSync(projectPath('seeds/patients/mcode-john-anyperson.json'), 'utf8')) as {
      entry: object[];
    };
    const importing =
      'mutation ($bundle: JSON!) { importPatient(bundle: $bundle) { ... on ImportedPatient { patient { id } } } }';
    const imported = await service.query<{ importPatient: { patient: { id: string } } }>(importing, { bundle });
    const { id } = imported.data.importPatient.patient;
    const trial = 'NCT05378763';
    const open = async (): Promise<number> => {
      const query = `query ($id: ID!) { matchTrials(patient: { id: $id }, first: 1, filter: { trials: ["${trial}"], hidePutAway: true, grades: [CERTAIN, PROBABLE, POSSIBLE, CERTAINLY_NOT] }) { ... on MatchResult { totalCount } } }`;
      return (await service.query<Matches>(query, { id })).data.matchTrials.totalCount;
    };
    expect(await open()).toBe(1);
    await review(trial, { patient: id, state: 'NOT_ELIGIBLE', reason: 'OTHER' });
    expect(await open()).toBe(0);
    await service.query(importing, { bundle: { ...bundle, entry: bundle.entry.slice(0, -1) } });
    expect(await open()).toBe(1);
    const { data } = await service.query('{ reviews { nodes { trialId changedSince } } }');
    expect(data).toMatchObject({ reviews: { nodes: [{ changedSince: true }, { changedSince: false }] } });
  });

  it('asks for a reason exactly where somebody is not eligible', async () => {
    const { nodes } = await matches({});
    const trial = nodes[1]?.trial.id ?? '';
    const without = await review(trial, { state: 'NOT_ELIGIBLE' });
    expect(without.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    const needless = await review(trial, { state: 'ELIGIBLE', reason: 'OTHER' });
    expect(needless.errors?.[0]?.message).toMatch(/^reason/);
  });

  it('puts a deferred match away until its day', async () => {
    const { nodes } = await matches({});
    const trial = nodes[1]?.trial.id ?? '';
    await review(trial, { state: 'DEFERRED', until: '2999-01-01' });
    expect((await matches({ hidePutAway: true, trials: [trial] })).totalCount).toBe(0);
    await review(trial, { state: 'DEFERRED', until: '2000-01-01' });
    expect((await matches({ hidePutAway: true, trials: [trial] })).totalCount).toBe(1);
  });

  it('counts the facets of all pages, and narrows to a country', async () => {
    const all = await matches({});
    const count = (name: string, facets = all.facets) => facets.find((facet) => facet.name === name)?.values ?? [];
    expect(count('status').reduce((sum, { count: n }) => sum + n, 0)).toBe(all.totalCount);
    const [country] = count('country').slice(-1);
    const there = await matches({ countries: [country?.value ?? ''] });
    expect(there.totalCount).toBe(country?.count);
  });

  it('forgets a patient with all work on their matches', async () => {
    await review((await matches({})).nodes[0]?.trial.id ?? '', { state: 'CONTACTED' });
    const othersOnly = 1;
    const gone = await service.query(`mutation { deletePatient(id: "${PATIENT}") { patients } }`);
    expect(gone.data).toEqual({ deletePatient: { patients: 1 } });
    const rest = await service.query(`{ patient(id: "${PATIENT}") { id } reviews { totalCount } }`);
    expect(rest.data).toEqual({ patient: null, reviews: { totalCount: othersOnly } });
  });

  it('gives the text that the spans of the criteria count in, and each reading in words', async () => {
    const { data } = await service.query<{
      trial: {
        eligibility: {
          text: string;
          criteria: { text: string; reading: string; span: { start: number; end: number } | null }[];
        };
      };
    }>(
      '{ trial(id: "NCT05378763") { eligibility { by text criteria { text reading(audience: PATIENT) span { start end } } } } }',
    );
    const { text, criteria } = data.trial.eligibility;
    const placed = criteria.flatMap(({ span, text: words }) => (span ? [{ span, words }] : []));
    expect(placed.length).toBeGreaterThan(5);
    for (const { span, words } of placed)
      expect(text.slice(span.start, span.end).replace(/\s+/g, ' ').trim()).toBe(words);
    for (const { reading } of criteria) expect(reading).not.toBe('');
  });
});
