import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { patientSeeds } from '../../src/reference-data/patient-seeds.js';
import { type RunningService, startService } from '../support/service.js';

interface MatchPage {
  matchTrials: {
    __typename: string;
    totalCount: number;
    counts: Record<string, number>;
    metadata: { asOf: string; filters: string[]; engine: string; vocabulary: string };
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    nodes: {
      trial: { id: string };
      grade: string;
      score: number;
      criteria: {
        outcome: string;
        reason: string | null;
        text: string;
        span: { start: number; end: number } | null;
        evidence: { resource: string }[];
      }[];
    }[];
  };
}

const MATCH = `query ($patient: PatientInput!, $filter: MatchFilter, $first: Int!, $after: String) {
  matchTrials(patient: $patient, filter: $filter, first: $first, after: $after, asOf: "2026-11-24") {
    __typename
    ... on MatchResult {
      totalCount
      counts { certain probable possible certainlyNot }
      metadata { asOf filters engine vocabulary }
      pageInfo { hasNextPage endCursor }
      nodes { trial { id } grade score criteria { outcome reason text span { start end } evidence { resource } } }
    }
  }
}`;

describe('the GraphQL service on what ships with it', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await startService({ seeded: true });
  });
  afterAll(() => service.close());

  const matches = async (variables: Record<string, unknown>) =>
    (await service.query<MatchPage>(MATCH, { first: 5, ...variables })).data.matchTrials;

  it.each(['cancer-patient-john-anyperson', 'cancer-patient-jenny-m', 'cancer-patient-brian-l'])(
    'ranks trials for %s with evidence from the record',
    async (id) => {
      const { nodes, counts, metadata } = await matches({ patient: { id } });
      expect((counts['certain'] ?? 0) + (counts['probable'] ?? 0) + (counts['possible'] ?? 0)).toBeGreaterThan(0);
      expect(nodes.flatMap((match) => match.criteria.flatMap((c) => c.evidence)).length).toBeGreaterThan(0);
      expect(metadata).toMatchObject({
        asOf: '2026-11-24',
        filters: ['grades: certain, probable, possible (default)'],
      });
      for (const criterion of nodes.flatMap((match) => match.criteria)) {
        if (criterion.outcome === 'UNKNOWN') expect(criterion.reason).not.toBeNull();
      }
    },
  );

  it('pages through all matches once, in the order of the rank', async () => {
    const patient = { id: 'cancer-patient-jenny-m' };
    const whole = await matches({ patient, first: 200 });
    const seen: string[] = [];
    for (let after: string | null | undefined; ;) {
      const part = await matches({ patient, first: 37, after });
      seen.push(...part.nodes.map((match) => match.trial.id));
      if (!part.pageInfo.hasNextPage) break;
      after = part.pageInfo.endCursor;
    }
    expect(seen).toHaveLength(whole.totalCount);
    expect(seen.slice(0, 200)).toEqual(whole.nodes.map((match) => match.trial.id));
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('matches a bundle that is not stored as it matches the stored one', async () => {
    const { data } = await service.query<{ patients: { totalCount: number } }>('{ patients { totalCount } }');
    const bundle = patientSeeds().find((seed) => JSON.stringify(seed).includes('cancer-patient-jenny-m'));
    const given = await matches({ patient: { bundle } });
    const stored = await matches({ patient: { id: 'cancer-patient-jenny-m' } });
    expect(given).toEqual(stored);
    const after = await service.query<{ patients: { totalCount: number } }>('{ patients { totalCount } }');
    expect(after.data.patients.totalCount).toBe(data.patients.totalCount);
  });

  it('shows excluded trials when asked for, each with a failing criterion', async () => {
    const { nodes } = await matches({
      patient: { id: 'cancer-patient-jenny-m' },
      filter: { grades: ['CERTAINLY_NOT'] },
    });
    expect(nodes.length).toBeGreaterThan(0);
    for (const match of nodes) {
      expect(match).toMatchObject({ grade: 'CERTAINLY_NOT', score: 0 });
      expect(match.criteria.some((criterion) => criterion.outcome === 'FAIL')).toBe(true);
    }
  });

  it('filters by status exactly: not-yet-recruiting is not recruiting', async () => {
    const { nodes } = await matches({
      patient: { id: 'cancer-patient-jenny-m' },
      filter: { status: ['RECRUITING'] },
      first: 200,
    });
    const ids = nodes.map((match) => match.trial.id);
    for (const id of ids.slice(0, 30)) {
      const { data } = await service.query<{ trial: { status: string } }>(`{ trial(id: "${id}") { status } }`);
      expect(data.trial.status).toBe('RECRUITING');
    }
  });

  it('gives the profile with the source of every fact', async () => {
    const { data } = await service.query<{
      patient: {
        cancers: string[];
        profile: { facts: { kind: string; text: string; source: { resource: string } }[] };
      };
    }>(
      '{ patient(id: "cancer-patient-jenny-m") { cancers profile { facts { kind text source { resource path } } } } }',
    );
    expect(data.patient.cancers.join()).toMatch(/breast/i);
    const kinds = new Set(data.patient.profile.facts.map((fact) => fact.kind));
    for (const kind of ['cancer', 'expression', 'therapy']) expect(kinds).toContain(kind);
    for (const fact of data.patient.profile.facts) expect(fact.source.resource).toMatch(/^\w+\/\S+$/);
  });

  it('finds a trial by any of its numbers and gives text, span and reading of each criterion', async () => {
    const { data } = await service.query<{
      trial: {
        id: string;
        eligibility: { criteria: { text: string; span: { start: number } | null; when: object }[] };
      };
    }>('{ trial(id: "nct05378763") { id eligibility { criteria { text span { start end } when confidence } } } }');
    expect(data.trial.id).toBe('NCT05378763');
    expect(data.trial.eligibility.criteria.length).toBeGreaterThan(3);
  });

  it('searches trials by cancer type with what lies below it, says how it understood the name, and counts facets', async () => {
    const { data } = await service.query<{
      trials: {
        totalCount: number;
        understood: { cancer: { code: string } };
        facets: { name: string; values: { count: number }[] }[];
      };
    }>(
      '{ trials(filter: { cancer: "non-small cell lung cancer" }) { totalCount understood facets { name values { value count } } } }',
    );
    expect(data.trials.understood.cancer.code).toBe('NSCLC');
    expect(data.trials.totalCount).toBeGreaterThan(5);
    const status = data.trials.facets.find((facet) => facet.name === 'status');
    expect(status?.values.reduce((sum, value) => sum + value.count, 0)).toBe(data.trials.totalCount);
  });

  it('finds trials with a recruiting site near a ZIP code, nearest first, for search and match alike', async () => {
    const near = { zip: '02115', radiusKm: 80 };
    const { data } = await service.query<{
      trials: { totalCount: number; nodes: { id: string; distanceKm: number }[] };
    }>(
      'query ($near: NearInput!) { trials(filter: { near: $near }, first: 200) { totalCount nodes { id distanceKm } } }',
      { near },
    );
    const distances = data.trials.nodes.map((trial) => trial.distanceKm);
    expect(distances.length).toBeGreaterThan(0);
    expect(Math.max(...distances)).toBeLessThanOrEqual(80);
    expect([...distances].sort((a, b) => a - b)).toEqual(distances);
    const nearby = await matches({ patient: { id: 'cancer-patient-jenny-m' }, filter: { near }, first: 200 });
    const inRange = new Set(data.trials.nodes.map((trial) => trial.id));
    expect(nearby.nodes.every((match) => inRange.has(match.trial.id))).toBe(true);
  });

  it('refuses what it cannot understand instead of ignoring it', async () => {
    for (const filter of ['cancer: "zzzz"', 'near: { zip: "00000", radiusKm: 5 }', 'near: { radiusKm: 5 }']) {
      const { errors } = await service.query(`{ trials(filter: { ${filter} }) { totalCount } }`);
      expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    }
  });
});
