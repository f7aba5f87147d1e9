import {
  type DocumentNode,
  type ExecutionArgs,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
  type ValidationRule,
} from 'graphql';
import type { AuditService } from '../../../audit/audit.service.js';
import { admit } from '../../auth/authorization.plugin.js';
import type { GraphqlContext } from '../../auth/graphql-context.js';
import { LIMITS, limitingRules } from '../../limits/graphql-limits.js';

/** What a client sends with `subscribe`. */
export interface SubscribePayload {
  query: string;
  operationName?: string | null;
  variables?: Record<string, unknown> | null;
}

const refusal = (code: string, message: string): GraphQLError => new GraphQLError(message, { extensions: { code } });

/** A suggestion would tell names of the schema. */
function withoutSuggestion(message: string): string {
  const [stated = '', suggestion] = message.split('Did you mean', 2);
  return suggestion === undefined ? message : stated.trimEnd();
}

function parsed(query: string): DocumentNode {
  try {
    return parse(query, { maxTokens: LIMITS.tokens });
  } catch (error) {
    throw refusal('GRAPHQL_PARSE_FAILED', error instanceof GraphQLError ? error.message : 'the query is not GraphQL');
  }
}

/** The limits first: what is too large is not looked at further. */
const rules: readonly ValidationRule[] = [...limitingRules(), ...specifiedRules];

/** The limiting rules throw, the others report. */
function violations(schema: GraphQLSchema, document: DocumentNode): readonly GraphQLError[] {
  try {
    return validate(schema, document, rules);
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

/**
 * What is to be executed, under the same limits as over HTTP. Only subscriptions run over a WebSocket: queries and
 * mutations have one way in, and one place where they are limited, authorized and audited.
 * @throws GraphQLError with a stable code.
 */
export async function acceptSubscription(
  audit: AuditService,
  schema: GraphQLSchema,
  { query, operationName, variables }: SubscribePayload,
  contextValue: GraphqlContext,
): Promise<ExecutionArgs> {
  const document = parsed(query);
  const [violation] = violations(schema, document);
  if (violation) throw refusal('GRAPHQL_VALIDATION_FAILED', withoutSuggestion(violation.message));
  const operation = getOperationAST(document, operationName);
  if (!operation) throw refusal('OPERATION_RESOLUTION_FAILURE', 'name one operation of the document');
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION)
    throw refusal('BAD_REQUEST', `only subscriptions run over a WebSocket; send a ${operation.operation} over POST`);
  await admit(audit, { schema, document, operation, caller: contextValue.caller });
  return { schema, document, operationName, variableValues: variables, contextValue };
}
