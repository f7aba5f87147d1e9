import type { ApolloServerPlugin } from '@apollo/server';
import { authorizeOperation } from './authorize-operation.js';
import type { GraphqlContext } from './graphql-context.js';

/** Applies the rules of the schema to every operation over HTTP. */
export const authorizationPlugin: ApolloServerPlugin<GraphqlContext> = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation: ({ schema, document, contextValue }) => {
        authorizeOperation(schema, document, contextValue.caller);
        return Promise.resolve();
      },
    }),
};
