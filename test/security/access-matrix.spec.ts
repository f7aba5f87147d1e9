import { readFileSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessMatrix, lets, type MatrixEntry } from '../../src/api/auth/access-matrix.js';
import { useOf } from '../../src/api/auth/access-rule.js';
import { REGISTRY_DATA, READ_PATIENT } from '../../src/api/auth/rules.js';
import { routeMatrix } from '../../src/api/auth/route-matrix.js';
import { controllers } from '../../src/api/controllers.js';
import { EventBus } from '../../src/events/event-bus.js';
import { type MatchChange, matchChanged } from '../../src/matches/match-changes.service.js';
import { syncTold } from '../../src/registries/sync.service.js';
import { ROLES, type Role } from '../../src/identity/principal.js';
import { projectPath } from '../../src/reference-data/paths.js';
import { rootOperations, type RootOperation } from '../support/root-operations.js';
import { type RunningService, startService } from '../support/service.js';
import { RawClient } from '../support/web-socket.js';
import { tokenEnv, tokenOf, type TokenWish, unsigned } from '../support/tokens.js';

/** Nobody: what a role opens does not depend on whether there is a patient, and nothing is deleted by trying. */
const NOBODY = 'nobody';
const OWN = 'cancer-patient-jenny-m';
const OTHER = 'cancer-patient-john-anyperson';

const bundle = JSON.parse(readFileSync(projectPath('test/fixtures/minimal-patient.json'), 'utf8')) as unknown;

interface Answer {
  status: number;
  body: { data?: Record<string, unknown> | null; errors?: { extensions: { code: string } }[] };
}

/** Check 5 of SECURITY.md: who may not ask gets nothing, for every field of the schema and every route. */
describe('the access matrix', () => {
  let service: RunningService;
  let operations: RootOperation[];
  let ofNobody: RootOperation[];
  let matrix: Map<string, MatrixEntry>;

  beforeAll(async () => {
    service = await startService({ seeded: true, env: tokenEnv });
    const { schema } = service.app.get(GraphQLSchemaHost);
    operations = rootOperations(schema, OWN);
    ofNobody = rootOperations(schema, NOBODY);
    matrix = new Map(accessMatrix(schema).map((entry) => [entry.field, entry]));
  });
  afterAll(() => service.close());

  const send = async (query: string, token?: string): Promise<Answer> => {
    const request = service.http.post('/graphql');
    if (token !== undefined) void request.set('authorization', `Bearer ${token}`);
    const { status, body } = await request.send({ query });
    return { status, body: body as Answer['body'] };
  };
  const ruleOf = ({ field }: RootOperation) => matrix.get(field)?.rule ?? REGISTRY_DATA;
  const overHttp = (all = operations) => all.filter(({ field }) => !field.startsWith('Subscription.'));

  it('knows at least the operations that ship', () => {
    expect(operations.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['Query.patient', 'Query.matchTrials', 'Mutation.importPatient', 'Query.trials']),
    );
  });

  /** What a subscription says to whoever holds a token: the close code, or the code of the refusal. */
  const watch = async (queries: readonly RootOperation[], token?: string) => {
    const socket = await RawClient.open(service.host);
    socket.send({
      type: 'connection_init',
      payload: token === undefined ? {} : { authorization: `Bearer ${token}` },
    });
    const closed = await Promise.race([socket.next('connection_ack').then(() => undefined), socket.closed]).catch(
      () => socket.closed,
    );
    if (closed) return { closed: closed.code, refused: new Set<string>() };
    for (const { field, query } of queries) socket.subscribe(field, query);
    const events = service.app.get(EventBus);
    const reading = () => events.readersOf(matchChanged) + events.readersOf(syncTold);
    const refused = new Set<string>();
    while (refused.size + reading() < queries.length) {
      await turn();
      const [error] = socket.messages.splice(0, 1);
      if (error?.type === 'error' && error.payload?.[0]?.extensions.code === 'FORBIDDEN') refused.add(error.id ?? '');
    }
    socket.close();
    while (reading() > 0) await turn();
    return { refused };
  };
  const subscriptions = (all = operations) => all.filter(({ field }) => field.startsWith('Subscription.'));

  it.each([
    ['no token', () => Promise.resolve(undefined)],
    ['an expired token', () => tokenOf({ roles: ROLES, lifetime: -60 })],
    ['a token for another audience', () => tokenOf({ roles: ROLES, audience: 'another-service' })],
    ['a token under alg none', async () => unsigned(await tokenOf({ roles: ROLES }))],
    [
      'a token whose claims were changed',
      async () => {
        const [header, , signature] = (await tokenOf({ roles: ['portal'] })).split('.');
        const [, claims] = (await tokenOf({ roles: ['admin'] })).split('.');
        return `${header}.${claims}.${signature}`;
      },
    ],
    ['something that is no token', () => Promise.resolve('not-a-token')],
  ])('%s opens no field and no route', async (_name, make) => {
    const token = await make();
    for (const { field, query } of overHttp()) {
      const { status, body } = await send(query, token);
      expect({ field, status, code: body.errors?.[0]?.extensions.code, data: body.data ?? null }).toEqual({
        field,
        status: 401,
        code: 'UNAUTHENTICATED',
        data: null,
      });
    }
    expect(subscriptions().length).toBeGreaterThan(0);
    expect(await watch(subscriptions(), token)).toMatchObject({ closed: 4401 });
    for (const { field, rule } of routeMatrix(controllers)) {
      const [method = '', path = ''] = field.split(' ');
      const request = method === 'GET' ? service.http.get(path) : service.http.post(path);
      if (token !== undefined) void request.set('authorization', `Bearer ${token}`);
      const { status, headers } = await request.send(method === 'GET' ? undefined : (bundle as object));
      if (rule.roles === 'anyone') expect({ field, status: status < 400 }).toEqual({ field, status: true });
      else {
        expect({ field, status }).toEqual({ field, status: 401 });
        expect(headers['www-authenticate']).toMatch(/^Bearer/);
      }
    }
  });

  it.each(ROLES.map((role): [Role] => [role]))(
    'the role %s opens what its rules name and nothing else',
    async (role) => {
      const token = await tokenOf({ roles: [role], patient: OWN });
      for (const operation of overHttp(ofNobody)) {
        const { status, body } = await send(operation.query, token);
        const refused = body.errors?.[0]?.extensions.code === 'FORBIDDEN';
        expect({ field: operation.field, refused }).toEqual({
          field: operation.field,
          refused: !lets(ruleOf(operation), role),
        });
        if (refused) expect({ status, data: body.data ?? null }).toEqual({ status: 403, data: null });
      }
      const watched = subscriptions(ofNobody);
      const { refused } = await watch(watched, token);
      for (const operation of watched)
        expect({ field: operation.field, refused: refused.has(operation.field) }).toEqual({
          field: operation.field,
          refused: !lets(ruleOf(operation), role),
        });
      for (const { field, rule } of routeMatrix(controllers)) {
        const [method = '', path = ''] = field.split(' ');
        const request = method === 'GET' ? service.http.get(path) : service.http.post(path);
        const { status } = await request
          .set('authorization', `Bearer ${token}`)
          .send(method === 'GET' ? undefined : (bundle as object));
        expect({ field, refused: status === 403 }).toEqual({ field, refused: !lets(rule, role) });
      }
    },
  );

  it.each([
    ['of another tenant', { roles: ['coordinator'] as const, tenant: 'elsewhere' }],
    ['of another patient', { roles: ['patient'] as const, patient: OTHER }],
    [
      'of a patient of the same id in another tenant',
      { roles: ['patient'] as const, patient: OWN, tenant: 'elsewhere' },
    ],
    ['of a patient without a record', { roles: ['patient'] as const }],
    [
      'with patient scopes for somebody else',
      { roles: ['coordinator'] as const, patient: OTHER, scope: 'patient/*.rs' },
    ],
  ])('a token %s sees nothing of a stored patient', async (_name, wish) => {
    const token = await tokenOf(wish);
    const about = overHttp().filter((operation) => {
      const use = useOf(ruleOf(operation));
      return use !== undefined && use.action !== 'import' && wish.roles.some((role) => lets(ruleOf(operation), role));
    });
    expect(about.length).toBeGreaterThan(0);
    for (const { field, query } of about) {
      const { body } = await send(query, token);
      const text = JSON.stringify(body);
      expect({ field, open: /MatchResult|"Patient"|ImportedPatient|ExportedPatient/.test(text) }).toEqual({
        field,
        open: false,
      });
    }
    const list = await send('{ patients { totalCount nodes { id } } }', token);
    expect(JSON.stringify(list.body)).not.toContain(OWN);
  });

  it('a subscription tells a coordinator of the own tenant alone, and one bound to a patient of that patient alone', async () => {
    const change = (id: string, tenant: string) => ({ id: `${tenant} ${id}`, tenant, patientId: id }) as MatchChange;
    const told = async (wish: TokenWish) => {
      const socket = await RawClient.ready(service.host, { authorization: `Bearer ${await tokenOf(wish)}` });
      socket.subscribe('1', 'subscription { matchChanged { id } }');
      const events = service.app.get(EventBus);
      while (events.readersOf(matchChanged) === 0) await turn();
      for (const [id, tenant] of [
        [OWN, 'elsewhere'],
        [OTHER, 'local'],
        [OWN, 'local'],
      ] as const)
        events.publish(matchChanged, change(id, tenant));
      const ids: unknown[] = [];
      while (!ids.includes(`local ${OWN}`))
        ids.push(((await socket.next('next')).payload?.data?.['matchChanged'] as { id: string }).id);
      socket.close();
      while (events.readersOf(matchChanged) > 0) await turn();
      return ids;
    };
    expect(await told({ roles: ['coordinator'] })).toEqual([`local ${OTHER}`, `local ${OWN}`]);
    expect(await told({ roles: ['coordinator'], patient: OWN, scope: 'patient/*.rs' })).toEqual([`local ${OWN}`]);
  });

  it('a step of the work on a match is recorded under the subject of the token, whatever name it states', async () => {
    const { body } = await send(
      `mutation { reviewMatch(review: { patient: "${OWN}", trial: "NCT05378763", state: REVIEWING, by: "Somebody Else" }) { review { by notes { by } } } }`,
      await tokenOf({ roles: ['coordinator'], subject: 'coordinator-7' }),
    );
    expect(body.data).toEqual({
      reviewMatch: { review: { by: 'coordinator-7', notes: [{ by: 'coordinator-7' }] } },
    });
  });

  it('the owner sees the own record, and a coordinator of the tenant every record', async () => {
    const own = await send(
      `{ patient(id: "${OWN}") { id cancers } }`,
      await tokenOf({ roles: ['patient'], patient: OWN }),
    );
    expect(own.body.data).toMatchObject({ patient: { id: OWN } });
    const all = await send('{ patients { totalCount } }', await tokenOf({ roles: ['coordinator'] }));
    expect((all.body.data as { patients: { totalCount: number } }).patients.totalCount).toBeGreaterThan(1);
  });

  it.each([
    ['patient/Patient.r', false],
    ['patient/*.s', false],
    ['patient/*.rs?category=lab', false],
    ['patient/*.read', true],
    ['patient/*.rs', true],
  ])('the SMART scope %s covers reading a record: %s', async (scope, covers) => {
    const { body } = await send(`{ patient(id: "${OWN}") { id } }`, await tokenOf({ scope, patient: OWN }));
    expect(body.data?.['patient'] !== undefined && body.data['patient'] !== null).toBe(covers);
  });

  it('a field without a rule, or one that leads to patient data and does not say so, stops the start', () => {
    const withRule = (extensions: object, type: object = { access: READ_PATIENT }) =>
      new GraphQLSchema({
        query: new GraphQLObjectType({
          name: 'Query',
          fields: {
            thing: {
              extensions: extensions as Record<string, unknown>,
              type: new GraphQLObjectType({
                name: 'Thing',
                extensions: type as Record<string, unknown>,
                fields: { name: { type: GraphQLString } },
              }),
            },
          },
        }),
      });
    expect(() => accessMatrix(withRule({}))).toThrow('Query.thing');
    expect(() => accessMatrix(withRule({ access: READ_PATIENT }, {}))).toThrow('Thing.name');
    expect(() =>
      accessMatrix(withRule({ access: REGISTRY_DATA }, { access: { roles: ['portal'], patientData: 'holds' } })),
    ).toThrow('leads to patient data');
    expect(() => accessMatrix(withRule({ access: READ_PATIENT }))).not.toThrow();
  });
});
