import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestHandler } from 'express';
import { GraphQLError } from 'graphql';
import { touchesPatientData } from '../auth/authorize-operation.js';
import { answerError } from '../errors/answer-error.js';

const refusal = (message: string) => ({ status: 400, code: 'BAD_REQUEST', message });

/**
 * `GET /graphql` takes a persisted query by its hash and nothing else: the text of a query belongs into a body, where it is
 * registered once (POST with `query` and `extensions.persistedQuery`).
 */
export const onlyPersistedOverGet: RequestHandler = (request, response, next) => {
  if (request.method === 'GET' && 'query' in request.query)
    answerError(request, response, refusal('GET takes a persisted query by its hash only; send the query over POST'));
  else next();
};

/** Refuses what touches patient data over GET: its variables would be in a URL, and URLs are logged by everybody. */
export const noPatientDataInUrls: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation: ({ request, schema, document }) => {
        if (request.http?.method === 'GET' && touchesPatientData(schema, document)) {
          const { message, code, status } = refusal('patient data is asked for over POST only');
          throw new GraphQLError(message, { extensions: { code, http: { status } } });
        }
        return Promise.resolve();
      },
    }),
};
