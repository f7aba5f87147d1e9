import type { TypedDocumentString } from './generated/graphql.js';

/** What went wrong, with the service's stable code. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

interface Answer<T> {
  data?: T;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/** Sends one operation to the public GraphQL API. @throws ApiError */
export async function request<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): Promise<Result> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'apollo-require-preflight': 'true' },
    body: JSON.stringify({ query: document.toString(), variables }),
  }).catch(() => {
    throw new ApiError('UNREACHABLE', 'the service does not answer');
  });
  const answer = (await response.json().catch(() => ({}))) as Answer<Result>;
  const [error] = answer.errors ?? [];
  if (error) throw new ApiError(error.extensions?.code ?? 'ERROR', error.message);
  if (!answer.data) throw new ApiError('ERROR', `the service answered ${response.status}`);
  return answer.data;
}
