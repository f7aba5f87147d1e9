import type { ApolloServerPlugin } from '@apollo/server';
import { type DocumentNode, GraphQLError, type GraphQLSchema, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { BUDGET } from './charged.js';
import { clientOf } from './client.js';
import { type Budget, BUDGETS, type Throttle } from './throttle.js';
import { tell, TOO_MANY } from './throttling.js';

type Charges = ReadonlyMap<Budget, number>;

/** Parsed documents are kept by the server, so each is walked once. */
const known = new WeakMap<DocumentNode, Charges>();

/** How often a document asks for fields of each budget; an alias counts like a request of its own. */
function chargesOf(schema: GraphQLSchema, document: DocumentNode): Charges {
  const found = known.get(document);
  if (found) return found;
  const charges = new Map<Budget, number>();
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: () => {
        const asked = types.getFieldDef()?.extensions[BUDGET];
        const budget = BUDGETS.find((name) => name === asked);
        if (budget) charges.set(budget, (charges.get(budget) ?? 0) + 1);
      },
    }),
  );
  known.set(document, charges);
  return charges;
}

/** Express puts the answer beside the request. */
type AnsweredRequest = IncomingMessage & { res?: ServerResponse };

/** Charges the expensive fields of an operation, and refuses it whole where nothing is left. */
export const throttlePlugin = (throttle: Throttle): ApolloServerPlugin<{ req?: AnsweredRequest }> => ({
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation: async ({ schema, document, contextValue: { req } }) => {
        if (!req) return;
        for (const [budget, points] of chargesOf(schema, document)) {
          const charge = await throttle.charge(budget, clientOf(req), points);
          if (req.res) tell(req.res, charge);
          if (!charge.allowed)
            throw new GraphQLError(TOO_MANY, { extensions: { code: 'TOO_MANY_REQUESTS', http: { status: 429 } } });
        }
      },
    }),
});
