import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import type { AuditService } from '../../audit/audit.service.js';
import { useOf } from './access-rule.js';
import { audited } from './audited.js';
import { ruleOf } from './authorize-operation.js';
import type { GraphqlContext } from './graphql-context.js';

type Resolver = GraphQLFieldResolver<unknown, GraphqlContext, Record<string, unknown>>;

/** Makes every root field that uses patient data note it, as its rule says; none can be forgotten. */
export function auditSchema(schema: GraphQLSchema, audit: AuditService): GraphQLSchema {
  for (const root of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()])
    if (root) auditFields(schema, root, audit);
  return schema;
}

function auditFields(schema: GraphQLSchema, root: GraphQLObjectType, audit: AuditService): void {
  for (const field of Object.values(root.getFields())) {
    const use = useOf(ruleOf(schema, root, field));
    if (!use) continue;
    const operation = `${root.name}.${field.name}`;
    const noting =
      (resolve: Resolver): Resolver =>
      (source, args, context, info) => {
        const { principal } = context.caller;
        if (!principal) throw new Error('patient data was asked for by nobody');
        return audited(audit, { use, operation, args, principal }, () => resolve(source, args, context, info));
      };
    // A subscription is noted when it begins, and each event before it is given.
    if (field.subscribe) field.subscribe = noting(field.subscribe as Resolver);
    field.resolve = noting((field.resolve ?? defaultFieldResolver) as Resolver);
  }
}
