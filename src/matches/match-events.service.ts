import { EventEmitter, on } from 'node:events';
import { Injectable } from '@nestjs/common';
import type { MatchChangeEntity } from './entities/match-change.entity.js';

const CHANGED = 'changed';

/** Tells changes of standing to whoever listens in this process. What is missed is still in the store. */
@Injectable()
export class MatchEventsService {
  private readonly emitter = new EventEmitter().setMaxListeners(0);

  publish(change: MatchChangeEntity): void {
    this.emitter.emit(CHANGED, change);
  }

  /** Changes of interest from this call on, until the reader returns. */
  changes(isOfInterest: (change: MatchChangeEntity) => boolean = () => true): AsyncGenerator<MatchChangeEntity> {
    const stop = new AbortController();
    const heard = on(this.emitter, CHANGED, { signal: stop.signal }) as AsyncIterable<[MatchChangeEntity]>;
    async function* wanted(): AsyncGenerator<MatchChangeEntity> {
      for await (const [change] of heard) if (isOfInterest(change)) yield change;
    }
    const changes = wanted();
    // A generator that waits for the next change cannot be returned from: the wait has to end first.
    const end = changes.return.bind(changes);
    changes.return = async (value) => {
      stop.abort();
      await end(value).catch((error: unknown) => {
        if (!(error instanceof Error && error.name === 'AbortError')) throw error;
      });
      return { done: true, value: undefined };
    };
    return changes;
  }
}
