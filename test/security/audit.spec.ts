import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { accessMatrix } from '../../src/api/auth/access-matrix.js';
import { useOf } from '../../src/api/auth/access-rule.js';
import { routeMatrix } from '../../src/api/auth/route-matrix.js';
import { controllers } from '../../src/api/controllers.js';
import { AuditEventEntity } from '../../src/audit/audit-event.entity.js';
import { AuditService } from '../../src/audit/audit.service.js';
import { EventBus } from '../../src/events/event-bus.js';
import { type MatchChange, matchChanged } from '../../src/matches/match-changes.service.js';
import { canariesIn, canaryRecord } from '../support/canary.js';
import { databaseEnv, describeOnBothDatabases, type TestDatabase } from '../support/databases.js';
import { rootOperations } from '../support/root-operations.js';
import { type RunningService, startService } from '../support/service.js';
import { tokenEnv, tokenOf } from '../support/tokens.js';
import { RawClient } from '../support/web-socket.js';

const IMPORT = `mutation ($bundle: JSON!) { importPatient(bundle: $bundle) { ... on ImportedPatient { patient { id } } } }`;

/** Check 13 of SECURITY.md. */
describeOnBothDatabases('the audit log', (create) => {
  let service: RunningService;
  let database: TestDatabase;
  let dataSource: DataSource;
  let patient: string;
  const tokens: Record<string, string> = {};

  beforeAll(async () => {
    database = await create();
    const keys = mkdtempSync(join(tmpdir(), 'eligo-audit-'));
    service = await startService({
      seeded: false,
      env: { ...tokenEnv, ...databaseEnv(database), KEY_FILE: join(keys, 'data.json') },
    });
    dataSource = service.app.get(DataSource);
    for (const role of ['coordinator', 'portal', 'admin'] as const) tokens[role] = await tokenOf({ roles: [role] });
    const { body } = await send(IMPORT, 'coordinator', { bundle: canaryRecord });
    patient = (body as { data: { importPatient: { patient: { id: string } } } }).data.importPatient.patient.id;
  });
  afterAll(async () => {
    await service.close();
    await database.remove();
  });

  let seen = 0;
  beforeEach(async () => {
    seen = await dataSource.manager.count(AuditEventEntity);
  });
  const noted = async () => (await dataSource.manager.find(AuditEventEntity, { order: { seq: 'ASC' } })).slice(seen);
  const send = (query: string, role: string, variables?: object) =>
    service.http
      .post('/graphql')
      .set('authorization', `Bearer ${tokens[role] ?? ''}`)
      .send({ query, variables });

  it('says who did what with whom, when, why and with what outcome', async () => {
    await send(`{ patient(id: "${patient}") { id } }`, 'coordinator');
    expect(await noted()).toMatchObject([
      {
        actor: 'tester',
        roles: 'coordinator',
        tenant: 'local',
        action: 'read',
        operation: 'Query.patient',
        patients: patient,
        outcome: 'done',
        purpose: 'CLINTRCH',
      },
    ]);
    expect((await noted())[0]?.at).toMatch(/^20\d\d-\d\d-\d\dT.*Z$/);
  });

  it('notes a change before it is made and after', async () => {
    await send(IMPORT, 'coordinator', { bundle: canaryRecord });
    expect((await noted()).map(({ outcome, patients }) => [outcome, patients])).toEqual([
      ['begun', ''],
      ['done', patient],
    ]);
  });

  /** A WebSocket of somebody in a role. */
  const watching = (role: string) => RawClient.ready(service.host, { authorization: `Bearer ${tokens[role] ?? ''}` });
  /** Waits until the log has an event of an operation. */
  const begun = async (operation: string) => {
    while (!(await noted()).some((event) => event.operation === operation)) await delay(5);
  };

  it('notes a subscription when it begins, and every patient that it tells of before it does', async () => {
    const socket = await watching('coordinator');
    socket.subscribe('all', 'subscription { matchChanged { id } }');
    await begun('Subscription.matchChanged');
    const change = { id: 'c1', tenant: 'local', patientId: patient } as MatchChange;
    service.app.get(EventBus).publish(matchChanged, change);
    service.app.get(EventBus).publish(matchChanged, { ...change, id: 'c2', tenant: 'elsewhere' });
    expect((await socket.next('next')).payload).toMatchObject({ data: { matchChanged: { id: 'c1' } } });
    expect((await noted()).map(({ action, patients, outcome }) => [action, patients, outcome])).toEqual([
      ['read', '*', 'done'],
      ['read', patient, 'done'],
    ]);
    const audit = service.app.get(AuditService);
    const append = audit.append.bind(audit);
    audit.append = () => Promise.reject(new Error('disk full'));
    service.app.get(EventBus).publish(matchChanged, change);
    expect(JSON.stringify((await socket.next('next')).payload)).not.toContain('c1');
    audit.append = append;
    socket.close();
  });

  it('notes who was refused a subscription', async () => {
    const socket = await watching('portal');
    socket.subscribe('1', `subscription { matchChanged(patient: "${patient}") { id } }`);
    expect((await socket.next('error')).payload?.[0]).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    expect((await noted()).map(({ outcome, roles, operation }) => [outcome, roles, operation])).toEqual([
      ['refused', 'portal', 'Subscription.matchChanged'],
    ]);
    socket.close();
  });

  it('finds the events of one patient, and not of one whose id begins, ends or matches alike', async () => {
    const audit = service.app.get(AuditService);
    for (const id of ['p1', 'p10', 'xp1', 'p_', 'p%']) await send(`{ patient(id: "${id}") { id } }`, 'coordinator');
    await send('{ patient(id: "p1 p9") { id } }', 'coordinator');
    const of = async (id: string) =>
      (await audit.list({ tenant: 'local', patient: id }, 10)).items.map((e) => e.patients);
    expect(await of('p1')).toEqual(['p1']);
    expect(await of('p_')).toEqual(['p_']);
    expect(await of('p%')).toEqual(['p%25']);
    expect(await of('p9')).toEqual([]);
    expect(await of('P1')).toEqual([]);
  });

  it('notes what was refused, and what was not there', async () => {
    await send(`{ patient(id: "${patient}") { id } }`, 'portal');
    await send('{ patient(id: "nobody") { id } }', 'coordinator');
    expect((await noted()).map(({ outcome, roles }) => [outcome, roles])).toEqual([
      ['refused', 'portal'],
      ['absent', 'coordinator'],
    ]);
  });

  it('covers every field and route that uses patient data', async () => {
    const { schema } = service.app.get(GraphQLSchemaHost);
    const uses = accessMatrix(schema).filter(({ rule }) => useOf(rule));
    const watched = uses.filter(({ field }) => field.startsWith('Subscription.'));
    const operations = new Map(rootOperations(schema, 'nobody').map(({ field, query }) => [field, query]));
    const overHttp = uses.filter(({ field }) => !field.startsWith('Subscription.'));
    for (const { field } of overHttp) await send(operations.get(field) ?? '', 'coordinator');
    const socket = await watching('coordinator');
    for (const { field } of watched) socket.subscribe(field, operations.get(field) ?? '');
    await Promise.all(watched.map(({ field }) => begun(field)));
    socket.close();
    const routes = routeMatrix(controllers).filter(({ rule }) => useOf(rule));
    for (const { field } of routes) {
      const [method = '', path = ''] = field.split(' ');
      const request = method === 'GET' ? service.http.get(path) : service.http.post(path);
      await request
        .set('authorization', `Bearer ${tokens['coordinator'] ?? ''}`)
        .send(method === 'GET' ? undefined : canaryRecord);
    }
    const named = new Set((await noted()).map(({ operation }) => operation.replaceAll('\\', '')));
    expect(watched.length).toBeGreaterThan(0);
    expect([...named].sort()).toEqual([...uses, ...routes].map(({ field }) => field).sort());
  });

  it('holds nothing of a record', async () => {
    await service.http
      .post('/fhir/ResearchStudy/$match')
      .set('authorization', `Bearer ${tokens['coordinator'] ?? ''}`)
      .send(canaryRecord);
    const rows = await dataSource.manager.find(AuditEventEntity);
    expect(canariesIn(JSON.stringify(rows))).toEqual([]);
  });

  it('shows events to an administrator, as FHIR AuditEvent too', async () => {
    await send(`{ patient(id: "${patient}") { id } }`, 'coordinator');
    const query = `{ auditEvents(patient: "${patient}", first: 1) { nodes { action patients resource } pageInfo { hasNextPage } } }`;
    const { body } = await send(query, 'admin');
    expect(body).toMatchObject({
      data: {
        auditEvents: {
          nodes: [
            {
              action: 'read',
              patients: [patient],
              resource: {
                resourceType: 'AuditEvent',
                action: 'R',
                outcome: '0',
                agent: [{ who: { identifier: { value: 'tester' } }, requestor: true }],
                entity: [{ what: { reference: `Patient/${patient}` } }],
              },
            },
          ],
          pageInfo: { hasNextPage: true },
        },
      },
    });
  });

  it('gives nothing when it cannot be written', async () => {
    const audit = service.app.get(AuditService);
    const append = audit.append.bind(audit);
    audit.append = () => Promise.reject(new Error('disk full'));
    try {
      const { body } = await send(`{ patient(id: "${patient}") { id } }`, 'coordinator');
      expect(body).toMatchObject({
        data: { patient: null },
        errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
      });
      const erased = await send(`mutation { deletePatient(id: "${patient}") { patients } }`, 'coordinator');
      expect(erased.body).toMatchObject({ data: null });
      const { status } = await service.http
        .post('/fhir/ResearchStudy/$match')
        .set('authorization', `Bearer ${tokens['coordinator'] ?? ''}`)
        .send(canaryRecord);
      expect(status).toBe(500);
    } finally {
      audit.append = append;
    }
    const { body } = await send(`{ patient(id: "${patient}") { id } }`, 'coordinator');
    expect(body).toMatchObject({ data: { patient: { id: patient } } });
  });

  it('stays one chain under simultaneous access', async () => {
    await Promise.all(Array.from({ length: 40 }, () => send('{ patients { totalCount } }', 'coordinator')));
    expect(await noted()).toHaveLength(40);
    expect(await service.app.get(AuditService).verify()).toMatchObject({ intact: true });
  });

  it('tells every kind of tampering with any one row', async () => {
    const audit = service.app.get(AuditService);
    const { head, events } = await audit.verify();
    expect(events).toBeGreaterThan(5);
    const rows = await dataSource.manager.find(AuditEventEntity, { order: { seq: 'ASC' } });
    for (const row of rows) {
      for (const change of [
        { actor: 'somebody else' },
        { patients: 'x' },
        { outcome: 'refused' as const },
        { at: '2000-01-01T00:00:00.000Z' },
        { hash: 'f'.repeat(64) },
      ]) {
        await dataSource.manager.update(AuditEventEntity, { seq: row.seq }, change);
        const verdict = await audit.verify();
        const isSame = Object.entries(change).every(([name, value]) => row[name as keyof typeof row] === value);
        expect({ seq: row.seq, change, intact: verdict.intact }).toEqual({ seq: row.seq, change, intact: isSame });
        if (!isSame) expect(verdict.broken?.seq).toBe(row.seq);
        await dataSource.manager.save(AuditEventEntity, row);
      }
      await dataSource.manager.delete(AuditEventEntity, { seq: row.seq });
      expect((await audit.verify()).broken).toEqual({ seq: row.seq, why: row.seq === events ? 'cutOff' : 'missing' });
      await dataSource.manager.insert(AuditEventEntity, row);
    }
    expect(await audit.verify(head)).toMatchObject({ intact: true, events });
    expect(await audit.verify('0'.repeat(64))).toMatchObject({ intact: false });
  });
});
