import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CohortRunsService } from '../../src/matches/cohort-runs.service.js';
import { TrialIndexService } from '../../src/matches/trial-index.service.js';
import { type RunningService, startService } from '../support/service.js';

const AS_OF = '2026-11-24';
const PAIR_FIELDS = 'patient trial grade score scope deceased';

interface Pair {
  patient: string;
  trial: string;
  grade: string;
  score: number;
  scope: string;
  deceased: boolean;
}
interface Step {
  criterion: string;
  excludes: number;
  newlyExcluded: number;
  remaining: number;
}
interface Counts {
  certain: number;
  probable: number;
  possible: number;
  certainlyNot: number;
}
interface Run {
  id: string;
  status: string;
  csv: string;
  ndjson: string;
  progress: { patients: number; patientsRead: number; pairs: number; pairsJudged: number };
  metadata: { asOf: string; filters: string[] };
  trials: { trial: { id: string }; patients: number; counts: Counts; funnels: { scope: string; steps: Step[] }[] }[];
  pairs: { totalCount: number; nodes: Pair[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
}
interface PatientsOfTrial {
  __typename: string;
  totalCount: number;
  patients: number;
  counts: Counts;
  funnels: { scope: string; steps: Step[] }[];
  nodes: {
    patient: { id: string };
    grade: string;
    score: number;
    scope: string;
    deciding: { id: string; outcome: string }[];
    criteria: { id: string; outcome: string }[];
  }[];
}

describe('cohorts over GraphQL', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await startService({ seeded: true });
  });
  afterAll(() => service.close());

  const start = async (input: Record<string, unknown>): Promise<Run> => {
    const { data, errors } = await service.query<{ startCohortRun: Run }>(
      `mutation ($input: CohortRunInput!) { startCohortRun(input: $input) { id status csv ndjson } }`,
      { input: { asOf: AS_OF, ...input } },
    );
    expect(errors).toBeUndefined();
    return data.startCohortRun;
  };
  const read = async (id: string, page: { first?: number; after?: string | null } = {}): Promise<Run> => {
    const { data } = await service.query<{ cohortRun: Run }>(
      `query ($id: ID!, $first: Int!, $after: String) { cohortRun(id: $id) {
        id status csv ndjson progress { patients patientsRead pairs pairsJudged } metadata { asOf filters }
        trials { trial { id } patients counts { certain probable possible certainlyNot }
          funnels { scope steps { criterion excludes newlyExcluded remaining } } }
        pairs(first: $first, after: $after) { totalCount nodes { ${PAIR_FIELDS} } pageInfo { hasNextPage endCursor } }
      } }`,
      { id, first: 200, ...page },
    );
    return data.cohortRun;
  };
  const finished = async (input: Record<string, unknown>): Promise<Run> => {
    const { id } = await start(input);
    await service.app.get(CohortRunsService).settled();
    return read(id);
  };
  const patientsOf = async (trialId: string, filter?: Record<string, unknown>): Promise<PatientsOfTrial> => {
    const { data, errors } = await service.query<{ matchPatients: PatientsOfTrial }>(
      `query ($trialId: ID!, $filter: PatientMatchFilter) {
        matchPatients(trialId: $trialId, filter: $filter, asOf: "${AS_OF}", first: 200) { __typename
          ... on PatientMatches { totalCount patients counts { certain probable possible certainlyNot }
            funnels { scope steps { criterion excludes newlyExcluded remaining } }
            nodes { patient { id } grade score scope deciding { id outcome } criteria { id outcome } } } } }`,
      { trialId, filter },
    );
    expect(errors).toBeUndefined();
    return data.matchPatients;
  };

  it('judges every stored patient against every trial and agrees with matching one patient at a time', async () => {
    const run = await finished({});
    expect(run.status).toBe('COMPLETED');
    expect(run.progress.patients).toBeGreaterThan(10);
    expect(run.progress.pairsJudged).toBe(run.progress.patients * run.trials.length);
    expect(run.metadata).toMatchObject({ asOf: AS_OF });

    const pairs: Pair[] = [];
    for (let after: string | null = null; ;) {
      const { pairs: part } = await read(run.id, { after, first: 150 });
      pairs.push(...part.nodes);
      if (!part.pageInfo.hasNextPage) break;
      after = part.pageInfo.endCursor;
    }
    expect(pairs).toHaveLength(run.pairs.totalCount);

    const id = 'cancer-patient-jenny-m';
    const single = await service.query<{
      matchTrials: { nodes: { trial: { id: string }; grade: string; score: number }[] };
    }>(
      `{ matchTrials(patient: { id: "${id}" }, first: 200, asOf: "${AS_OF}") { ... on MatchResult { nodes { trial { id } grade score } } } }`,
    );
    const mine = new Map(pairs.filter(({ patient }) => patient === id).map((pair) => [pair.trial, pair]));
    expect(single.data.matchTrials.nodes.length).toBeGreaterThan(0);
    for (const { trial, grade, score } of single.data.matchTrials.nodes)
      expect(mine.get(trial.id)).toMatchObject({ grade, score });
  });

  it('lists the patients of a trial with what each verdict hangs on, and counts them like a cohort run', async () => {
    const { trials } = await finished({ minGrade: 'CERTAINLY_NOT' });
    const busiest = trials.toSorted((a, b) => a.counts.certainlyNot - b.counts.certainlyNot)[0];
    const id = busiest?.trial.id ?? '';
    const grades = ['CERTAIN', 'PROBABLE', 'POSSIBLE', 'CERTAINLY_NOT'];
    const found = await patientsOf(id, { grades });
    expect(found.counts).toEqual(busiest?.counts);
    expect(found.funnels).toEqual(busiest?.funnels);
    expect(found.totalCount).toBe(found.patients);
    expect(found.nodes.map(({ grade }) => grades.indexOf(grade))).toEqual(
      found.nodes.map(({ grade }) => grades.indexOf(grade)).toSorted((a, b) => a - b),
    );
    for (const { grade, deciding, criteria } of found.nodes) {
      const outcomes = new Set(deciding.map(({ outcome }) => outcome));
      expect([...outcomes]).toEqual(grade === 'CERTAIN' ? [] : [grade === 'CERTAINLY_NOT' ? 'FAIL' : 'UNKNOWN']);
      expect(criteria.length).toBeGreaterThanOrEqual(deciding.length);
    }
    expect((await patientsOf(id)).totalCount).toBe(found.patients - found.counts.certainlyNot);
  });

  it('tells in the funnel how many patients each criterion excludes', async () => {
    const { trials } = await finished({});
    const steps = trials.flatMap(({ funnels, patients }) => funnels.map((funnel) => ({ ...funnel, patients })));
    expect(steps.some((funnel) => funnel.steps.some(({ newlyExcluded }) => newlyExcluded > 0))).toBe(true);
    for (const funnel of steps) {
      let left = funnel.patients;
      for (const { newlyExcluded, remaining, excludes } of funnel.steps) {
        expect(remaining).toBe(left - newlyExcluded);
        expect(excludes).toBeGreaterThanOrEqual(newlyExcluded);
        left = remaining;
      }
    }
    for (const { funnels, counts, patients } of trials.filter((trial) => trial.funnels.length === 1))
      expect(funnels[0]?.steps.at(-1)?.remaining ?? patients).toBe(patients - counts.certainlyNot);
  });

  it('exports the same pairs as CSV and as NDJSON', async () => {
    const run = await finished({ minGrade: 'PROBABLE' });
    const ndjson = await service.http
      .get(run.ndjson)
      .buffer(true)
      .parse(asText as never);
    expect(ndjson.headers['content-type']).toContain('application/x-ndjson');
    expect(ndjson.headers['content-disposition']).toContain('attachment');
    const lines = String(ndjson.body).trim().split('\n');
    expect(lines).toHaveLength(run.pairs.totalCount);
    const first = JSON.parse(lines[0] ?? '') as Pair;
    expect(['certain', 'probable']).toContain(first.grade);
    const csv = await service.http.get(run.csv);
    const rows = csv.text.trim().split('\n');
    expect(rows[0]).toBe('patient,trial,grade,score,scope,deceased');
    expect(rows[1]).toContain(`${first.patient},${first.trial},${first.grade},${first.score}`);
    expect(rows).toHaveLength(lines.length + 1);
    expect((await service.http.get('/cohort-runs/nobody/pairs.csv')).status).toBe(404);
  });

  it('narrows to the patients and trials asked for', async () => {
    const { trials } = await finished({});
    const trial = trials[0]?.trial.id ?? '';
    const run = await finished({
      patients: ['cancer-patient-jenny-m', 'nobody'],
      trials: [trial],
      minGrade: 'CERTAINLY_NOT',
    });
    expect(run.trials.map((found) => found.trial.id)).toEqual([trial]);
    expect(run.pairs.nodes.map(({ patient }) => patient)).toEqual(['cancer-patient-jenny-m']);
    expect(run.progress).toEqual({ patients: 1, patientsRead: 1, pairs: 1, pairsJudged: 1 });
  });

  it('stops a run that is cancelled, before the one that waits behind it', async () => {
    // The first run is held until the second is cancelled: a few patients are judged faster than a request is answered.
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    void service.app.get(TrialIndexService).exclusively(() => held);
    const [running, waiting] = [await start({}), await start({})];
    const { data } = await service.query<{ cancelCohortRun: { status: string } }>(
      `mutation { cancelCohortRun(id: "${waiting.id}") { status } }`,
    );
    expect(data.cancelCohortRun.status).toBe('CANCELLED');
    release();
    await service.app.get(CohortRunsService).settled();
    expect((await read(running.id)).status).toBe('COMPLETED');
    const cancelled = await read(waiting.id);
    expect(cancelled.status).toBe('CANCELLED');
    expect(cancelled.progress.pairsJudged).toBe(0);
  });

  it('answers with a typed failure or null where there is no such trial or run', async () => {
    expect((await patientsOf('NCT00000000')).__typename).toBe('TrialNotFound');
    const { data } = await service.query(`{ cohortRun(id: "nobody") { id } }`);
    expect(data).toEqual({ cohortRun: null });
    const { errors } = await service.query(`mutation { startCohortRun(input: { registries: ["nowhere"] }) { id } }`);
    expect(errors?.[0]?.extensions.code).toBe('BAD_REQUEST');
  });
});

function asText(response: NodeJS.ReadableStream, done: (error: Error | null, body: string) => void): void {
  let text = '';
  response.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
  response.on('end', () => done(null, text));
}
