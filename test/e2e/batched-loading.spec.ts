import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countStatements } from '../support/count-statements.js';
import { type RunningService, startService } from '../support/service.js';

const TRIALS = `query ($first: Int!) {
  trials(first: $first) {
    nodes {
      id
      sites(first: 200) { city }
      near: sites(near: { zip: "02115", radiusKm: 5000 }) { city distanceKm }
      versions { version }
      amendments { from to }
      eligibility { text criteria { id text reading } }
    }
  }
}`;

const REVIEWS = `query ($first: Int!) {
  reviews(first: $first) {
    nodes { patient { id cancers } trial { id title sites { city } } changedSince notes { state note } }
  }
}`;

const REVIEW = `mutation ($trial: ID!, $patient: ID!) {
  reviewMatch(review: { patient: $patient, trial: $trial, state: REVIEWING, note: "seen", by: "a coordinator" }) {
    review { state }
  }
}`;

interface TrialPage {
  trials: {
    nodes: { id: string; sites: object[]; versions: object[]; eligibility: { text: string; criteria: object[] } }[];
  };
}

describe('a page of trials or reviews takes the same number of statements whatever its size', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await startService({ seeded: true });
  });
  afterAll(() => service.close());

  it('for trials with sites, versions, amendments, texts and criteria', async () => {
    const pages: TrialPage[] = [];
    const counted = (first: number) =>
      countStatements(service.app, async () => {
        pages.push((await service.query<TrialPage>(TRIALS, { first })).data);
      });
    const [five, fifty] = [await counted(5), await counted(50)];
    expect(pages.map(({ trials }) => trials.nodes.length)).toEqual([5, 50]);
    expect(fifty).toBe(five);
    expect(five).toBeGreaterThan(5);
    for (const node of pages[1]?.trials.nodes ?? []) {
      expect(node.versions.length).toBeGreaterThan(0);
      expect(node.eligibility.text.length).toBeGreaterThan(0);
      expect(node.eligibility.criteria.length).toBeGreaterThan(0);
    }
    expect(pages[1]?.trials.nodes.some((node) => node.sites.length > 0)).toBe(true);
  });

  it('for reviews with their patients, trials and notes', async () => {
    const { data } = await service.query<TrialPage>('{ trials(first: 12) { nodes { id } } }');
    for (const [at, { id }] of data.trials.nodes.entries()) {
      const patient = at % 2 === 0 ? 'cancer-patient-jenny-m' : 'cancer-patient-john-anyperson';
      expect((await service.query(REVIEW, { trial: id, patient })).errors).toBeUndefined();
    }
    const answers: unknown[] = [];
    const counted = (first: number) =>
      countStatements(service.app, async () => {
        answers.push((await service.query(REVIEWS, { first })).data);
      });
    const [two, twelve] = [await counted(2), await counted(12)];
    expect(twelve).toBe(two);
    expect(answers[1]).toMatchObject({
      reviews: { nodes: expect.objectContaining({ length: 12 }) as object },
    });
    expect(JSON.stringify(answers[1])).toContain('"note":"seen"');
  });
});
