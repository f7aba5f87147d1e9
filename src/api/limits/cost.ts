import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { type ComplexityEstimator, getComplexity } from 'graphql-query-complexity';
import { MAX_PAGE } from '../graphql/cursor.js';
import { LIMITS } from './graphql-limits.js';

/** A field costs one, and a page everything below it as often as it is long. */
const pageTimesContent: ComplexityEstimator = ({ args, childComplexity }) => {
  const { first } = args as { first?: unknown };
  // A page that is too long is refused by its field, which names it.
  return 1 + childComplexity * (typeof first === 'number' ? Math.min(Math.max(1, first), MAX_PAGE) : 1);
};

type Asked = Parameters<typeof getComplexity>[0];

/** The cost of an operation; 0 where its variables do not fit, which its execution answers with words of its own. */
function costOf(asked: Omit<Asked, 'estimators'>): number {
  try {
    return getComplexity({ ...asked, estimators: [pageTimesContent] });
  } catch (error) {
    if (error instanceof GraphQLError) return 0;
    throw error;
  }
}

/** Refuses an operation that could answer with more values than anybody reads. */
export const costPlugin: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation: ({ schema, document, operationName, request: { variables } }) => {
        const cost = costOf({
          schema,
          query: document,
          ...(operationName && { operationName }),
          ...(variables && { variables }),
        });
        if (cost > LIMITS.cost)
          throw new GraphQLError(`cost limit of ${LIMITS.cost} exceeded, found ${cost}; ask for shorter pages`, {
            extensions: { code: 'TOO_COMPLEX', http: { status: 400 } },
          });
        return Promise.resolve();
      },
    }),
};
