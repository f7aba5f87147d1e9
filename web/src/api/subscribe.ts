import { createClient } from 'graphql-ws';
import type { TypedDocumentString } from './generated/graphql.js';

interface Reader<Result> {
  onEvent: (event: Result) => void;
  /** After each connection but the first: what happened in between was not told. */
  onReconnect: () => void;
}

/** Follows a subscription of the public GraphQL API, also over breaks of the connection, until the answer is called. */
export function subscribe<Result extends Record<string, unknown>, Variables extends Record<string, unknown>>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  { onEvent, onReconnect }: Reader<Result>,
): () => void {
  const client = createClient({
    url: `${window.location.protocol === 'https:' ? 'wss' : 'ws'}://${window.location.host}/graphql`,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    on: { connected: (_socket, _payload, wasRetry) => wasRetry && onReconnect() },
  });
  const stop = client.subscribe<Result>(
    { query: document.toString(), variables },
    { next: ({ data }) => data && onEvent(data), error: () => undefined, complete: () => undefined },
  );
  return () => {
    stop();
    void client.dispose();
  };
}
