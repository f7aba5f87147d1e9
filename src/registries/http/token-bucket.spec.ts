import { describe, expect, it } from 'vitest';
import { retryAfterMilliseconds } from '../../http/retry-after.js';
import { TokenBucket } from './token-bucket.js';

describe('A token bucket', () => {
  it('never lets more through than its rate and its burst allow', async () => {
    const perMinute = 6000;
    const bucket = new TokenBucket(perMinute, 2);
    const started = performance.now();
    const times: number[] = [];
    await Promise.all(
      Array.from({ length: 20 }, () => bucket.take().then(() => times.push(performance.now() - started))),
    );
    for (const [nth, time] of times.entries()) {
      const earliest = ((nth + 1 - 2) / perMinute) * 60_000;
      expect(time).toBeGreaterThanOrEqual(earliest - 2);
    }
  });

  it('goes on after a wait that was broken off', async () => {
    const bucket = new TokenBucket(600, 1);
    await bucket.take();
    await expect(bucket.take(AbortSignal.timeout(5))).rejects.toThrow();
    await expect(bucket.take()).resolves.toBeUndefined();
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2026-11-24T12:00:00Z');
  it.each([
    ['120', 120_000],
    ['Tue, 24 Nov 2026 12:00:30 GMT', 30_000],
    ['Tue, 24 Nov 2026 11:00:00 GMT', 0],
    ['soon', undefined],
    [undefined, undefined],
  ])('%s means %s ms', (header, expected) => {
    expect(retryAfterMilliseconds(header, now)).toBe(expected);
  });
});
