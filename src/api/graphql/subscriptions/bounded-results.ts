import { EventStream, SlowReaderError } from '../../../events/event-stream.js';

/**
 * Takes results from a subscription as they come and keeps a bounded number for the client; `onSlow` is called at once
 * when the client falls behind, even while a message to it is stuck.
 */
export function boundedResults<T>(source: AsyncIterable<T>, most: number, onSlow: () => void): EventStream<T> {
  const iterator = source[Symbol.asyncIterator]();
  const results = new EventStream<T>(most, () => void iterator.return?.());
  const pump = async (): Promise<void> => {
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) {
      if (results.push(next.value)) continue;
      onSlow();
      return;
    }
    results.finish();
  };
  pump().catch((error: unknown) => {
    if (error instanceof SlowReaderError) onSlow();
    results.fail(error);
  });
  return results;
}
