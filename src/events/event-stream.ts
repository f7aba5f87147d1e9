/** A reader that did not take its events fast enough; what it missed is lost, so it has to begin again. */
export class SlowReaderError extends Error {
  override readonly name = 'SlowReaderError';
}

interface Waiting<T> {
  resolve: (result: IteratorResult<T>) => void;
  reject: (error: unknown) => void;
}

const done = { done: true, value: undefined } as const;

/**
 * Events for one reader, in order. At most `most` wait for it: one more ends the stream with a SlowReaderError, so that a
 * reader who stopped reading costs a bounded amount of memory.
 */
export class EventStream<T> implements AsyncIterableIterator<T> {
  private readonly events: T[] = [];
  private waiting: Waiting<T> | undefined;
  private ended = false;
  private failure: unknown;

  constructor(
    private readonly most: number,
    private readonly onEnd: () => void = () => undefined,
    private readonly isOfInterest: (event: T) => boolean = () => true,
  ) {}

  /** Adds an event; false where too many wait already and the stream has failed for it. */
  push(event: T): boolean {
    if (this.ended || !this.isOfInterest(event)) return true;
    if (this.waiting) {
      const { resolve } = this.waiting;
      this.waiting = undefined;
      resolve({ done: false, value: event });
    } else if (this.events.length < this.most) {
      this.events.push(event);
    } else {
      this.fail(new SlowReaderError(`more than ${this.most} events wait for their reader`));
      return false;
    }
    return true;
  }

  /** Ends the stream with an error; what waits is dropped. */
  fail(error: unknown): void {
    if (this.ended) return;
    this.failure = error;
    this.events.length = 0;
    const { waiting } = this;
    this.end();
    if (!waiting) return;
    this.failure = undefined;
    waiting.reject(error);
  }

  /** Ends the stream once what waits has been read. */
  finish(): void {
    if (this.ended) return;
    const { waiting } = this;
    this.end();
    waiting?.resolve(done);
  }

  next(): Promise<IteratorResult<T>> {
    const [event] = this.events.splice(0, 1);
    if (event !== undefined) return Promise.resolve({ done: false, value: event });
    if (this.failure !== undefined) {
      const error = this.failure;
      this.failure = undefined;
      return Promise.reject(error instanceof Error ? error : new Error('the stream failed'));
    }
    if (this.ended) return Promise.resolve(done);
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
    });
  }

  return(): Promise<IteratorResult<T>> {
    this.events.length = 0;
    this.failure = undefined;
    this.finish();
    return Promise.resolve(done);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private end(): void {
    this.ended = true;
    this.waiting = undefined;
    this.onEnd();
  }
}
