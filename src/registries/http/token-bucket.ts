import { setTimeout as delay } from 'node:timers/promises';

/** Lets `perMinute` requests a minute through, at most `burst` at once; the others wait their turn in order. */
export class TokenBucket {
  private tokens: number;
  private filled: number;
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly perMinute: number,
    private readonly burst: number,
    private readonly clock: () => number = () => performance.now(),
  ) {
    this.tokens = burst;
    this.filled = this.clock();
  }

  take(signal?: AbortSignal): Promise<void> {
    const turn = this.last.then(() => this.wait(signal));
    // The next in line waits for the turn, not for its outcome.
    this.last = turn.catch(() => undefined);
    return turn;
  }

  private async wait(signal?: AbortSignal): Promise<void> {
    const perMillisecond = this.perMinute / 60_000;
    this.fill(perMillisecond);
    if (this.tokens < 1) {
      await delay(Math.ceil((1 - this.tokens) / perMillisecond), undefined, { signal });
      this.fill(perMillisecond);
    }
    this.tokens = Math.max(0, this.tokens - 1);
  }

  private fill(perMillisecond: number): void {
    const now = this.clock();
    this.tokens = Math.min(this.burst, this.tokens + (now - this.filled) * perMillisecond);
    this.filled = now;
  }
}
