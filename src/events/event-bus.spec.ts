import { describe, expect, it } from 'vitest';
import { EventBus, topic } from './event-bus.js';
import { SlowReaderError } from './event-stream.js';

const counted = topic<number>('counted');

describe('the event bus', () => {
  it('gives every reader every event from its beginning on, in order', async () => {
    const bus = new EventBus();
    const early = bus.subscribe(counted);
    bus.publish(counted, 1);
    const late = bus.subscribe(counted);
    bus.publish(counted, 2);
    expect([(await early.next()).value, (await early.next()).value]).toEqual([1, 2]);
    expect((await late.next()).value).toBe(2);
  });

  it('wakes a reader that waits, and keeps topics apart', async () => {
    const bus = new EventBus();
    const reader = bus.subscribe(counted);
    const next = reader.next();
    bus.publish(topic<number>('other'), 7);
    bus.publish(counted, 1);
    expect(await next).toEqual({ done: false, value: 1 });
  });

  it('ends a reader that does not read instead of keeping more than was agreed', async () => {
    const bus = new EventBus();
    const slow = bus.subscribe(counted, { most: 3 });
    for (let i = 0; i < 100; i++) bus.publish(counted, i);
    expect(bus.readersOf(counted)).toBe(0);
    await expect(slow.next()).rejects.toThrow(SlowReaderError);
    expect(await slow.next()).toMatchObject({ done: true });
  });

  it('keeps nothing waiting that is of no interest to its reader', async () => {
    const bus = new EventBus();
    const reader = bus.subscribe(counted, { most: 1, isOfInterest: (count) => count === 7 });
    for (let i = 0; i < 10; i++) bus.publish(counted, i);
    expect(await reader.next()).toEqual({ done: false, value: 7 });
  });

  it('forgets a reader that left, also one that waits', async () => {
    const bus = new EventBus();
    const reader = bus.subscribe(counted);
    const waiting = reader.next();
    await reader.return();
    expect(await waiting).toMatchObject({ done: true });
    expect(bus.readersOf(counted)).toBe(0);
  });
});
