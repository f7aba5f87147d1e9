import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { SOCKET_LIMITS } from '../../src/api/graphql/subscriptions/socket-limits.js';
import { EventBus } from '../../src/events/event-bus.js';
import { syncTold } from '../../src/registries/sync.service.js';
import { type RunningService, startService } from '../support/service.js';
import { tokenEnv, tokenOf } from '../support/tokens.js';
import { RawClient } from '../support/web-socket.js';

const SUBSCRIPTION = 'subscription { syncProgress(registry: "ctgov") { registry progress { pages } lastOutcome } }';

describe('check 22: GraphQL over WebSocket', () => {
  let service: RunningService;
  let clients: RawClient[] = [];
  beforeAll(async () => {
    service = await startService({ seeded: false });
  });
  afterAll(() => service.close());
  afterEach(() => {
    for (const client of clients) client.close();
    clients = [];
  });

  const kept = async (opening: Promise<RawClient>): Promise<RawClient> => {
    const client = await opening;
    clients.push(client);
    return client;
  };
  const ready = () => kept(RawClient.ready(service.host));
  const bus = () => service.app.get(EventBus);
  const reading = async (count: number) => {
    while (bus().readersOf(syncTold) !== count) await turn();
  };

  it('tells a subscriber what happens from then on, and forgets one that left', async () => {
    const client = await ready();
    client.subscribe('1', SUBSCRIPTION);
    await reading(1);
    bus().publish(syncTold, { registry: 'nci' });
    bus().publish(syncTold, { registry: 'ctgov' });
    const { payload } = await client.next('next');
    expect(payload).toEqual({ data: { syncProgress: { registry: 'ctgov', progress: null, lastOutcome: null } } });
    client.send({ id: '1', type: 'complete' });
    await reading(0);
    client.subscribe('2', SUBSCRIPTION);
    await reading(1);
    client.close();
    await reading(0);
  });

  it('closes with 4408 who sends no connection_init in three seconds', async () => {
    const client = await kept(RawClient.open(service.host));
    expect(await client.closed).toMatchObject({ code: 4408 });
  });

  it('closes with 4429 who sends connection_init twice, with 4401 who subscribes without, with 4400 who talks nonsense', async () => {
    const twice = await ready();
    twice.send({ type: 'connection_init' });
    expect(await twice.closed).toMatchObject({ code: 4429 });
    const early = await kept(RawClient.open(service.host));
    early.subscribe('1', SUBSCRIPTION);
    expect(await early.closed).toMatchObject({ code: 4401 });
    const odd = await ready();
    odd.send({ type: 'nonsense' });
    expect(await odd.closed).toMatchObject({ code: 4400 });
  });

  it('closes with 4429 who opens more subscriptions than a socket may hold, and all of them end', async () => {
    const client = await ready();
    for (let i = 0; i < 10_000 && client.socket.readyState === WebSocket.OPEN; i++)
      client.subscribe(`s${i}`, SUBSCRIPTION);
    expect(await client.closed).toMatchObject({ code: 4429 });
    await reading(0);
  });

  it('bounds the sockets of one client', async () => {
    const opened = await Promise.allSettled(
      Array.from({ length: SOCKET_LIMITS.socketsPerClient + 5 }, () => kept(RawClient.open(service.host))),
    );
    const refused = opened.filter((result) => result.status === 'rejected').map((result) => String(result.reason));
    expect(refused).toHaveLength(5);
    for (const reason of refused) expect(reason).toContain('429');
  });

  it('refuses a page of another origin before the connection is made', async () => {
    for (const origin of ['https://evil.example', 'null', `http://${service.host}.evil.example`])
      await expect(RawClient.open(service.host, { origin })).rejects.toThrow('403');
    const own = await kept(RawClient.open(service.host, { origin: `http://${service.host}` }));
    expect(own.socket.readyState).toBe(WebSocket.OPEN);
  });

  it('closes with 1009 who sends a message larger than allowed', async () => {
    const client = await ready();
    client.subscribe('1', `subscription { ${'x'.repeat(SOCKET_LIMITS.messageBytes)} }`);
    expect(await client.closed).toMatchObject({ code: 1009 });
  });

  it.each([
    [
      '101 aliases',
      `subscription { ${Array.from({ length: 101 }, (_, i) => `a${i}: __typename`).join(' ')} }`,
      'TOO_COMPLEX',
    ],
    ['six directives', 'subscription { syncProgress @a @b @c @d @e @f { registry } }', 'TOO_COMPLEX'],
    ['too many tokens', `subscription { syncProgress { ${'registry '.repeat(2100)} } }`, 'TOO_COMPLEX'],
    ['deep nesting', `subscription { ${'a { '.repeat(14)}b${' }'.repeat(14)} }`, 'TOO_COMPLEX'],
    ['no GraphQL', 'subscription {', 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', 'subscription { syncProgres { registry } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a query', '{ trials { totalCount } }', 'BAD_REQUEST'],
    ['a mutation', 'mutation { importPatient(bundle: {}) { __typename } }', 'BAD_REQUEST'],
  ])('refuses %s as over HTTP, with a stable code', async (_name, query, code) => {
    const client = await ready();
    client.subscribe('1', query);
    const { payload } = await client.next('error');
    expect(payload?.[0]).toMatchObject({ extensions: { code } });
    expect(JSON.stringify(payload)).not.toMatch(/did you mean| at .*\.[jt]s/i);
    expect(bus().readersOf(syncTold)).toBe(0);
  });

  it('closes a client that does not read instead of keeping results for it', async () => {
    const client = await ready();
    // A long alias makes each result large, so that the buffers of the system fill soon.
    client.subscribe('1', `subscription { ${'a'.repeat(50_000)}: syncProgress { registry } }`);
    await reading(1);
    client.socket.pause();
    for (let i = 0; i < 20_000 && bus().readersOf(syncTold) > 0; i++) {
      bus().publish(syncTold, { registry: 'ctgov' });
      await turn();
    }
    expect(bus().readersOf(syncTold)).toBe(0);
    client.socket.resume();
    expect([1006, 4408]).toContain((await client.closed).code);
  });

  it('lets in only who may ask, and nobody longer than the token holds', async () => {
    const guarded = await startService({ seeded: false, env: tokenEnv });
    try {
      for (const payload of [
        undefined,
        { authorization: 'Bearer nonsense' },
        { authorization: `Bearer ${await tokenOf({ roles: ['admin'], lifetime: -60 })}` },
      ]) {
        const refused = await kept(RawClient.open(guarded.host));
        refused.send({ type: 'connection_init', payload });
        expect(await refused.closed).toMatchObject({ code: 4401 });
      }
      const portal = await kept(
        RawClient.ready(guarded.host, { authorization: `Bearer ${await tokenOf({ roles: ['portal'] })}` }),
      );
      portal.subscribe('1', SUBSCRIPTION);
      expect((await portal.next('error')).payload?.[0]).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
      const admin = await kept(
        RawClient.ready(guarded.host, { Authorization: `Bearer ${await tokenOf({ roles: ['admin'], lifetime: 2 })}` }),
      );
      admin.subscribe('1', SUBSCRIPTION);
      while (guarded.app.get(EventBus).readersOf(syncTold) === 0) await turn();
      expect(await admin.closed).toMatchObject({ code: 4403 });
      while (guarded.app.get(EventBus).readersOf(syncTold) > 0) await turn();
    } finally {
      await guarded.close();
    }
  });

  it('says goodbye with 1001 when the service stops', async () => {
    const other = await startService({ seeded: false });
    const client = await RawClient.ready(other.host);
    const closing = other.close();
    expect(await client.closed).toMatchObject({ code: 1001 });
    await closing;
  });
});
