import { Injectable } from '@nestjs/common';
import { EventStream } from './event-stream.js';

/** What one kind of event is called; the features that publish it declare it. */
export interface Topic<T> {
  readonly name: string;
  /** Only for the compiler: what is published. */
  readonly event?: T;
}

export const topic = <T>(name: string): Topic<T> => ({ name });

/** Events that wait for one reader at most. */
const MOST_WAITING = 1000;

/**
 * Tells readers within this process what happened. Nothing is kept: who was not reading when it happened has to ask for the
 * present state. Publishing never waits for a reader.
 */
@Injectable()
export class EventBus {
  private readonly readers = new Map<string, Set<EventStream<unknown>>>();

  publish<T>({ name }: Topic<T>, event: T): void {
    for (const reader of this.readers.get(name) ?? []) reader.push(event);
  }

  /**
   * Events of interest from now on, until the stream is returned; what is of no interest never waits. A reader who falls behind
   * gets a SlowReaderError.
   */
  subscribe<T>(
    { name }: Topic<T>,
    { most = MOST_WAITING, isOfInterest }: { most?: number; isOfInterest?: (event: T) => boolean } = {},
  ): EventStream<T> {
    const readers = this.readers.get(name) ?? new Set();
    this.readers.set(name, readers);
    const reader = new EventStream<T>(most, () => readers.delete(reader as EventStream<unknown>), isOfInterest);
    readers.add(reader as EventStream<unknown>);
    return reader;
  }

  /** How many read a topic now. */
  readersOf({ name }: Topic<unknown>): number {
    return this.readers.get(name)?.size ?? 0;
  }
}
