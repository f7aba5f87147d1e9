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

  /** Changes from now on, until the signal or the reader ends it. */
  async *changes(signal?: AbortSignal): AsyncGenerator<MatchChangeEntity> {
    for await (const [change] of on(this.emitter, CHANGED, { signal }) as AsyncIterable<[MatchChangeEntity]>)
      yield change;
  }
}
