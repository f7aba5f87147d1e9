import { afterEach, describe, expect, it } from 'vitest';
import { Random } from '../../src/bench/synthetic/random.js';
import type { RegistryHttpOptions } from '../../src/registries/http/registry-http.js';
import { setUpSync, type SyncSetup } from '../support/ctgov-sync.js';
import { newSqlite } from '../support/databases.js';
import { FaultProxy, type NetworkFault } from '../support/fault-proxy.js';

const isFull = process.env['ELIGO_FULL_TESTS'] !== undefined;
const LATENCY_MS = isFull ? 5000 : 200;
/** Runs in which a registry refuses three requests of ten. */
const ROUNDS = isFull ? 200 : 4;
const RETRIES = 3;
const MIDDLE_OF_A_PAGE = 30_000;
const everything = { query: { condition: 'cancer' } };

let setup: SyncSetup | undefined;
let proxy: FaultProxy;

afterEach(async () => {
  await setup?.close();
  await proxy.stop();
  setup = undefined;
});

async function behindFaults(http: Partial<RegistryHttpOptions> = {}): Promise<SyncSetup> {
  setup = await setUpSync({}, {}, http, newSqlite(), (url) => {
    proxy = new FaultProxy(url);
    return proxy.start();
  });
  return setup;
}

/** Check 17 of SECURITY.md, below HTTP; what registries say wrong in HTTP is in test/contract/ctgov-faults.spec.ts. */
describe('check 17: the network between a registry and a sync', () => {
  it.each<[string, NetworkFault, number]>([
    ['is slow', { kind: 'latency', ms: LATENCY_MS }, Infinity],
    ['resets connections in the middle of an answer', { kind: 'reset', afterBytes: MIDDLE_OF_A_PAGE }, 2],
    ['cuts answers', { kind: 'truncation', afterBytes: MIDDLE_OF_A_PAGE }, 2],
    ['swallows the rest of an answer', { kind: 'blackHole', afterBytes: MIDDLE_OF_A_PAGE }, 1],
    ['refuses connections', { kind: 'refusal' }, 3],
  ])('%s, and the sync comes to its end', async (_name, fault, times) => {
    const { sync, trials } = await behindFaults(fault.kind === 'latency' ? { timeoutMs: 60_000 } : {});
    proxy.strike((nth) => (nth <= times ? fault : undefined));
    expect(await sync.sync('ctgov', everything)).toMatchObject({
      status: 'completed',
      seen: 25,
      added: 25,
      failed: [],
    });
    expect(await trials.count()).toBe(25);
    expect(proxy.struck).toBeGreaterThanOrEqual(Math.min(times, 1));
  });

  it.each<[string, NetworkFault, string]>([
    ['resets every connection', { kind: 'reset', afterBytes: 0 }, 'truncated'],
    ['cuts every answer', { kind: 'truncation', afterBytes: 20 }, 'truncated'],
    ['swallows every answer', { kind: 'blackHole', afterBytes: 20 }, 'timeout'],
    ['refuses every connection', { kind: 'refusal' }, 'truncated'],
  ])('%s, and the last good data stay in force with their date', async (_name, fault, code) => {
    const { sync, trials, states, stub } = await behindFaults({ timeoutMs: 300, halfOpenAfterMs: 60_000 });
    await sync.sync('ctgov', everything);
    const before = await states.get('ctgov');
    stub.data.dataTimestamp = '2026-11-22T09:00:05';
    const asked = stub.requests.length;
    proxy.strike(() => fault);
    const report = await sync.sync('ctgov', { ...everything, full: true });
    expect(report).toMatchObject({ status: 'failed', closed: [], error: { code } });
    expect(report.error?.message).not.toContain('127.0.0.1');
    expect(await trials.count()).toBe(25);
    expect(await states.get('ctgov')).toEqual(before);
    // One request, and it again three times; what came before it may have come through.
    const attempts = new Map<string, number>();
    for (const { path, query } of stub.requests.slice(asked)) {
      const request = JSON.stringify([path, query]);
      attempts.set(request, (attempts.get(request) ?? 0) + 1);
    }
    for (const count of attempts.values()) expect(count).toBeLessThanOrEqual(1 + RETRIES);
    const connections = proxy.connections;
    for (let run = 0; run < 5; run++) await sync.sync('ctgov', everything);
    // The circuit opened after five failures at most.
    expect(proxy.connections - connections).toBeLessThanOrEqual(5);
    expect(await sync.sync('ctgov', everything)).toMatchObject({ error: { code: 'circuitOpen' } });
  });

  it(`refuses three requests of ten, ${ROUNDS} times: nothing is closed, lost or told twice`, async () => {
    const { sync, trials, stub, states } = await behindFaults({ halfOpenAfterMs: 1 });
    await sync.sync('ctgov', everything);
    const random = new Random(20_261_125);
    let refused = 0;
    let completed = 0;
    for (let round = 0; round < ROUNDS; round++) {
      stub.options.misbehave = () => {
        if (!random.chance(0.3)) return undefined;
        refused += 1;
        return { kind: 'status', status: random.pick([500, 502, 503, 504]) };
      };
      const before = await states.get('ctgov');
      stub.data.dataTimestamp = new Date(Date.UTC(2026, 10, 22) + round * 60_000).toISOString().slice(0, 19);
      const report = await sync.sync('ctgov', { ...everything, full: true });
      expect(report).toMatchObject({ closed: [], added: 0, failed: [] });
      if (report.status === 'completed') completed += 1;
      else expect(await states.get('ctgov')).toEqual(before);
      expect(await trials.count()).toBe(25);
    }
    expect(refused).toBeGreaterThan(0);
    expect(completed).toBeGreaterThan(0);
  });
});
