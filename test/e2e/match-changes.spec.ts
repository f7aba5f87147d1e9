import { GraphQLSchemaHost } from '@nestjs/graphql';
import { type ExecutionResult, parse, subscribe } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localPrincipal } from '../../src/identity/principal.js';
import { RematchService } from '../../src/matches/rematch.service.js';
import { TrialStoreService } from '../../src/trials/trial-store.service.js';
import { type RunningService, startService } from '../support/service.js';
import { coded } from '../support/patient-record.js';
import { study } from '../support/study-builder.js';

const DAY = '2026-11-24';
const trialId = 'NCT00000001';

interface Change {
  id: string;
  kind: string;
  cause: string;
  before: string | null;
  after: string;
  day: string;
  patient: { id: string };
  trial: { id: string };
  criteria: { text: string }[];
  acknowledgedAt: string | null;
  acknowledgedBy: string | null;
}

const FIELDS = `id kind cause before after day patient { id } trial { id } criteria { text } acknowledgedAt acknowledgedBy`;

const woman = (id: string, ecog: number) => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: [
    { resource: { resourceType: 'Patient', id, gender: 'female', birthDate: '1960-01-01' } },
    {
      resource: {
        resourceType: 'Condition',
        id: 'c',
        subject: { reference: `Patient/${id}` },
        code: coded('icd10|C43.9|Malignant melanoma of skin'),
      },
    },
    {
      resource: {
        resourceType: 'Observation',
        id: 'o',
        status: 'final',
        subject: { reference: `Patient/${id}` },
        effectiveDateTime: '2026-11-01',
        code: coded('loinc|89247-1|ECOG Performance Status score'),
        valueInteger: ecog,
      },
    },
  ],
});

describe('changes of matches over GraphQL', () => {
  let service: RunningService;
  const ids: string[] = [];
  const amend = async (updated: string, ecog: string) => {
    const criteria = `Inclusion Criteria:\n\n* Melanoma\n* ECOG performance status ${ecog}`;
    const record = study({ nctId: trialId, updated, criteria });
    await service.app
      .get(TrialStoreService)
      .storePage('ctgov', [record], { fetchedAt: new Date(`${updated}T00:00:00Z`) });
    await service.app.get(RematchService).catchUp(DAY);
  };
  beforeAll(async () => {
    service = await startService({ seeded: false });
    for (const ecog of [1, 2, 4]) {
      const { data } = await service.query<{ importPatient: { patient: { id: string } } }>(
        `mutation ($bundle: JSON!) { importPatient(bundle: $bundle) { ... on ImportedPatient { patient { id } } } }`,
        { bundle: woman(`p${ecog}`, ecog) },
      );
      ids.push(data.importPatient.patient.id);
    }
    await amend('2026-01-01', '0 or 1');
  });
  afterAll(() => service.close());

  const list = async (filter?: Record<string, unknown>, page: { first?: number; after?: string } = {}) => {
    const { data, errors } = await service.query<{
      matchChanges: { nodes: Change[]; totalCount: number; pageInfo: { endCursor: string; hasNextPage: boolean } };
    }>(
      `query ($filter: MatchChangeFilter, $first: Int!, $after: String) {
        matchChanges(filter: $filter, first: $first, after: $after) { totalCount nodes { ${FIELDS} } pageInfo { endCursor hasNextPage } } }`,
      { filter, first: 20, ...page },
    );
    expect(errors).toBeUndefined();
    return data.matchChanges;
  };

  it('list who became eligible by an amendment and by which criterion, and tell it to subscribers', async () => {
    const { schema } = service.app.get(GraphQLSchemaHost);
    const heard = (await subscribe({
      schema,
      document: parse(`subscription { matchChanged(trial: "${trialId}") { ${FIELDS} } }`),
      contextValue: { caller: { principal: localPrincipal } },
    })) as AsyncGenerator<ExecutionResult<{ matchChanged: Change }>>;
    const next = heard.next();
    await amend('2026-02-01', '0 to 2');
    const expected = {
      kind: 'BECAME_ELIGIBLE',
      cause: 'AMENDMENT',
      before: 'CERTAINLY_NOT',
      day: DAY,
      patient: { id: ids[1] },
      trial: { id: trialId },
      criteria: [{ text: 'ECOG performance status 0 or 1' }],
      acknowledgedAt: null,
    };
    const told = (await next).value as ExecutionResult<{ matchChanged: Change }>;
    expect(told.errors).toBeUndefined();
    expect(told.data?.matchChanged).toMatchObject(expected);
    await heard.return(undefined);
    expect((await list({ causes: ['AMENDMENT'] })).nodes).toMatchObject([expected]);
  });

  it('are alerts until somebody acknowledges them', async () => {
    await amend('2026-03-01', '0 or 1');
    const open = await list({ acknowledged: false, kinds: ['BECAME_INELIGIBLE'] });
    expect(open.nodes).toMatchObject([{ patient: { id: ids[1] }, kind: 'BECAME_INELIGIBLE' }]);
    const { data } = await service.query<{ acknowledgeMatchChanges: Change[] }>(
      `mutation ($ids: [ID!]!) { acknowledgeMatchChanges(ids: $ids) { ${FIELDS} } }`,
      { ids: [open.nodes[0]?.id, 'nobody'] },
    );
    expect(data.acknowledgeMatchChanges).toHaveLength(1);
    const [seen] = data.acknowledgeMatchChanges;
    expect(seen).toMatchObject({ id: open.nodes[0]?.id, acknowledgedBy: 'local' });
    expect(seen?.acknowledgedAt).not.toBeNull();
    expect((await list({ acknowledged: false, kinds: ['BECAME_INELIGIBLE'] })).totalCount).toBe(0);
    expect((await list({ acknowledged: true })).totalCount).toBe(1);
  });

  it('are paged, newest first, and narrowed by patient, trial and day', async () => {
    const all = await list();
    expect(all.totalCount).toBeGreaterThan(1);
    const first = await list(undefined, { first: 1 });
    expect(first.pageInfo.hasNextPage).toBe(true);
    const second = await list(undefined, { first: 1, after: first.pageInfo.endCursor });
    expect([...first.nodes, ...second.nodes]).toEqual(all.nodes.slice(0, 2));
    expect((await list({ patient: ids[2] })).totalCount).toBe(0);
    expect((await list({ trial: 'NCT00000009' })).totalCount).toBe(0);
    expect((await list({ since: '2026-11-25' })).totalCount).toBe(0);
    expect((await list({ until: DAY, since: DAY })).totalCount).toBe(all.totalCount);
  });
});
