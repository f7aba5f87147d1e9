import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectPath } from '../../src/reference-data/paths.js';
import { type Answered, closedLoop, LoadClient, openLoop, quantile, slope } from '../support/load.js';
import { isBuilt, type ServiceProcess, startServiceProcess } from '../support/service-process.js';
import { RawClient } from '../support/web-socket.js';

/** In full on an otherwise idle machine: there the times count too. */
const isFull = process.env['ELIGO_FULL_TESTS'] !== undefined;
const NORMAL_MS = isFull ? 20_000 : 500;
const OVERLOAD_MS = isFull ? 300_000 : 1500;
const SOAK_MS = isFull ? 3_600_000 : 1500;
const WARM_UP_MS = isFull ? 600_000 : 500;
const CHURN = isFull ? 10_000 : 100;
const AT_ONCE = isFull ? 8 : 2;
const CAPACITY_TIMES = 4;
const MEGABYTE = 1024 ** 2;
const TEN_MINUTES = 600_000;

const bundle = JSON.parse(readFileSync(projectPath('seeds/patients/mcode-jenny-m.json'), 'utf8')) as unknown;
const MATCH = 'query ($bundle: JSON!) { matchTrials(patient: { bundle: $bundle }, first: 5) { __typename ... on MatchResult { nodes { trial { id } grade criteria { outcome } } } } }'; // prettier-ignore
const IMPORT = 'mutation ($bundle: JSON!) { importPatient(bundle: $bundle) { ... on ImportedPatient { patient { id } } } }'; // prettier-ignore
const ERASE = 'mutation ($id: ID!) { deletePatient(id: $id) { patients } }';
const SUBSCRIPTION = 'subscription { syncProgress(registry: "ctgov") { registry } }';

/** Checks 20 and 21 of SECURITY.md, of the service in a process of its own. */
describe.skipIf(!isBuilt)('more than can be done, and all day long', () => {
  let service: ServiceProcess;
  const clients: LoadClient[] = [];
  const clientOf = (connections: number): LoadClient => {
    const client = new LoadClient(service.url, connections);
    clients.push(client);
    return client;
  };

  beforeAll(async () => {
    service = await startServiceProcess({
      seeded: isFull,
      env: { MAX_IN_FLIGHT: String(AT_ONCE), LOG_LEVEL: 'warn', MATCHES_PER_MINUTE: '10000000', READS_PER_MINUTE: '10000000' }, // prettier-ignore
    });
    const client = clientOf(1);
    while ((await client.send('GET', '/health/ready')).status !== 200) await delay(50);
  });
  afterAll(async () => {
    for (const client of clients) client.close();
    await service.stop();
  });

  it(
    `check 20: under ${CAPACITY_TIMES} times what it can do for ${OVERLOAD_MS / 1000} s refuses the rest with Retry-After, stays healthy and recovers`,
    { timeout: OVERLOAD_MS + 300_000 },
    async () => {
      const match = (client: LoadClient) => client.graphql(MATCH, { bundle });
      const few = clientOf(AT_ONCE);
      const normal = await closedLoop(AT_ONCE, NORMAL_MS, () => match(few));
      expect(normal.every(({ status }) => status === 200)).toBe(true);
      const capacity = normal.length / (NORMAL_MS / 1000);

      const many = clientOf(AT_ONCE * CAPACITY_TIMES * 4);
      const health: Answered[] = [];
      const healthy = clientOf(1);
      const [answers] = await Promise.all([
        openLoop({ atOnce: AT_ONCE * CAPACITY_TIMES * 4, perSecond: capacity * CAPACITY_TIMES }, OVERLOAD_MS, () =>
          match(many),
        ),
        closedLoop(1, OVERLOAD_MS, async () => {
          health.push(await healthy.send('GET', '/health/live'));
          await delay(50);
        }),
      ]);
      const admitted = answers.filter(({ status }) => status === 200);
      const refused = answers.filter(({ status }) => status !== 200);
      expect(admitted.length).toBeGreaterThan(0);
      expect(refused.length).toBeGreaterThan(0);
      for (const { text } of admitted) expect(text).toContain('"MatchResult"');
      expect(new Set(refused.map(({ status, headers }) => `${status}, ${headers['retry-after']}`))).toEqual(new Set(['503, 1'])); // prettier-ignore
      expect(new Set(health.map(({ status }) => status))).toEqual(new Set([200]));

      const over = performance.now();
      while ((await match(few)).status !== 200) await delay(20);
      const recovered = performance.now() - over;
      const again = await closedLoop(AT_ONCE, NORMAL_MS, () => match(few));
      expect(again.every(({ status }) => status === 200)).toBe(true);

      const p99 = (of: readonly Answered[]) => quantile(of.map(({ milliseconds }) => milliseconds), 0.99); // prettier-ignore
      const figures = {
        perSecond: Math.round(capacity),
        asked: answers.length,
        admitted: admitted.length,
        p99: { normal: p99(normal), overload: p99(admitted), health: p99(health) },
        recoveredAfterMs: Math.round(recovered),
      };
      console.info(`check 20: ${JSON.stringify(figures)}`);
      if (!isFull) return;
      expect(figures.p99.overload).toBeLessThanOrEqual(2 * figures.p99.normal);
      expect(figures.p99.health).toBeLessThan(100);
      expect(figures.recoveredAfterMs).toBeLessThan(10_000);
    },
  );

  it(
    `check 21: after ${SOAK_MS / 1000} s of everything at once and ${CHURN} subscriptions it holds as many descriptors as before, and no more memory`,
    { timeout: SOAK_MS + WARM_UP_MS + 300_000 },
    async () => {
      const host = new URL(service.url).host;
      const everything = async (client: LoadClient, n: number): Promise<void> => {
        const read = [
          '{ trials(first: 20) { totalCount } }',
          '{ patients(first: 20) { totalCount } }',
          '{ __typename }',
        ];
        const steps = [
          () => client.graphql(MATCH, { bundle }),
          ...read.map((query) => () => client.graphql(query)),
          () => client.send('GET', '/metrics'),
          () => client.graphql('{ nonsense }'),
        ];
        const { status } = await (steps[n % steps.length] ?? steps[0]!)();
        expect([200, 400]).toContain(status);
      };
      /** Imports and erases one patient, so that nothing is left. */
      const comesAndGoes = async (client: LoadClient): Promise<void> => {
        const { data } = JSON.parse((await client.graphql(IMPORT, { bundle })).text) as {
          data: { importPatient: { patient: { id: string } } };
        };
        expect((await client.graphql(ERASE, { id: data.importPatient.patient.id })).status).toBe(200);
      };
      const churn = async (): Promise<void> => {
        const socket = await RawClient.ready(host);
        socket.subscribe('1', SUBSCRIPTION);
        socket.send({ type: 'ping' });
        await socket.next('pong');
        socket.close();
      };
      const load = async (milliseconds: number, subscriptions: number): Promise<void> => {
        const client = new LoadClient(service.url, AT_ONCE);
        let left = subscriptions;
        const pause = milliseconds / Math.max(1, subscriptions);
        await Promise.all([
          closedLoop(AT_ONCE - 1, milliseconds, (n) => everything(client, n)),
          closedLoop(1, milliseconds, () => comesAndGoes(client)),
          (async () => {
            for (; left > 0; left--) {
              await churn();
              if (isFull) await delay(pause * 0.9);
            }
          })(),
        ]);
        client.close();
      };
      /** Sockets end a moment after their clients: waits until no more are open than wanted, for ten seconds at most. */
      const descriptorsDownTo = async (wanted: number): Promise<number> => {
        for (let look = 0; service.descriptors() > wanted && look < 200; look++) await delay(50);
        return service.descriptors();
      };

      for (const client of clients) client.close();
      const atRest = service.descriptors();
      await load(WARM_UP_MS, 10);
      const descriptors = await descriptorsDownTo(atRest);
      const memory: { x: number; y: number }[] = [];
      const look = () => memory.push({ x: performance.now() / TEN_MINUTES, y: service.memory() / MEGABYTE });
      look();
      const watch = setInterval(look, isFull ? 10_000 : 50);
      await load(SOAK_MS, CHURN);
      clearInterval(watch);
      look();
      expect(await descriptorsDownTo(descriptors)).toBeLessThanOrEqual(descriptors);
      const growth = { perTenMinutes: slope(memory), megabytes: (memory.at(-1)?.y ?? 0) - (memory[0]?.y ?? 0) };
      console.info(`check 21: ${descriptors} descriptors; memory ${JSON.stringify(growth)}`);
      if (isFull) expect(growth.perTenMinutes).toBeLessThan(1);
      // A short run cannot tell a slope from a heap that fills until it is collected; what it holds is bounded all the same.
      else expect(growth.megabytes).toBeLessThan(200);
    },
  );
});
