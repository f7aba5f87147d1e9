import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { withoutValues } from './without-values.js';

/** Codes of expected failures; everything else is masked. */
const EXPECTED = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'OPERATION_RESOLUTION_FAILURE',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'TOO_COMPLEX',
  'TOO_MANY_REQUESTS',
]);

/** The limiting rules report through plain syntax or validation errors; their words are all that tells them apart. */
const isLimit = (message: string): boolean => /limit of \d+ exceeded|contains more tha[nt] \d+ tokens/i.test(message);

/** What the server says where the text of a persisted query is not that of its hash; it gives no code. */
const HASH_MISMATCH = 'provided sha does not match query';

function codeOf({ message, extensions }: GraphQLFormattedError): unknown {
  if (isLimit(message)) return 'TOO_COMPLEX';
  return message === HASH_MISMATCH ? 'BAD_REQUEST' : extensions?.['code'];
}

/**
 * Errors as portals see them: a stable `extensions.code`, no stack, no internals. An unexpected one is logged under its
 * class and path only, since its message may quote the record.
 */
export const maskErrors =
  (log: Logger) =>
  (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const code = codeOf(formatted);
    if (typeof code === 'string' && EXPECTED.has(code)) {
      const { locations, path } = formatted;
      return { message: withoutValues(formatted.message), locations, path, extensions: { code } };
    }
    const original = unwrapResolverError(error);
    log.error(
      { kind: original instanceof Error ? original.name : typeof original, path: formatted.path },
      'a resolver failed',
    );
    return { message: 'internal error', path: formatted.path, extensions: { code: 'INTERNAL_SERVER_ERROR' } };
  };

export const badInput = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
