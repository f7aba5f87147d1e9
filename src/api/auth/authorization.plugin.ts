import type { ApolloServerPlugin } from '@apollo/server';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { Kind } from 'graphql';
import type { AuditService } from '../../audit/audit.service.js';
import { useOf } from './access-rule.js';
import { note } from './audited.js';
import { authorizeOperation, ruleOf } from './authorize-operation.js';
import type { Caller } from './caller.js';
import type { GraphqlContext } from './graphql-context.js';

/** Notes that somebody known was refused patient data; arguments stay out, since nothing was looked up. */
async function noteRefusal(
  audit: AuditService,
  schema: GraphQLSchema,
  operation: OperationDefinitionNode | undefined,
  { principal }: Caller,
): Promise<void> {
  const root = operation && schema.getRootType(operation.operation);
  if (!principal || !root) return;
  for (const selection of operation.selectionSet.selections) {
    const field = selection.kind === Kind.FIELD ? root.getFields()[selection.name.value] : undefined;
    const use = field && useOf(ruleOf(schema, root, field));
    if (!use) continue;
    await note(audit, { use, operation: `${root.name}.${field.name}`, args: {}, principal }, 'refused');
  }
}

/** Applies the rules of the schema to an operation, and notes refusals. @throws GraphQLError */
export async function admit(
  audit: AuditService,
  asked: {
    schema: GraphQLSchema;
    document: DocumentNode;
    operation: OperationDefinitionNode | undefined;
    caller: Caller;
  },
): Promise<void> {
  const { schema, document, operation, caller } = asked;
  try {
    authorizeOperation(schema, document, caller);
  } catch (refusal) {
    await noteRefusal(audit, schema, operation, caller);
    throw refusal;
  }
}

/** Applies the rules of the schema to every operation over HTTP. */
export const authorizationPlugin = (audit: AuditService): ApolloServerPlugin<GraphqlContext> => ({
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation: ({ schema, document, operation, contextValue }) =>
        admit(audit, { schema, document, operation, caller: contextValue.caller }),
    }),
});
