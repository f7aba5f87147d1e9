import {
  type DocumentNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { GraphQLError } from 'graphql';
import { ACCESS, type AccessRule, useOf } from './access-rule.js';
import { type Caller, challenge } from './caller.js';
import { decide } from './decide.js';
import { PART } from './rules.js';

interface AskedField {
  name: string;
  rule: AccessRule | undefined;
}

const ruleIn = (of: { extensions?: Readonly<Record<string, unknown>> }): AccessRule | undefined =>
  of.extensions?.[ACCESS] as AccessRule | undefined;

/** The rule of a field: its own, or that of its type; root fields have only their own. */
export function ruleOf(
  schema: GraphQLSchema,
  parent: GraphQLNamedType,
  field: GraphQLField<unknown, unknown>,
): AccessRule | undefined {
  const isRoot = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].some(
    (root) => root === parent,
  );
  return ruleIn(field) ?? (isRoot ? undefined : ruleIn(parent));
}

/** Parsed documents are kept by the server, so each is walked once. */
const asked = new WeakMap<DocumentNode, AskedField[]>();

function fieldsOf(schema: GraphQLSchema, document: DocumentNode): AskedField[] {
  const known = asked.get(document);
  if (known) return known;
  const fields: AskedField[] = [];
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: ({ name }) => {
        const parent = types.getParentType();
        const field = types.getFieldDef();
        // Fields about the schema itself (`__typename`, introspection) are guarded by the configuration.
        if (!parent || !field || name.value.startsWith('__') || parent.name.startsWith('__')) return;
        fields.push({ name: `${parent.name}.${name.value}`, rule: ruleOf(schema, parent, field) });
      },
    }),
  );
  asked.set(document, fields);
  return fields;
}

/** Whether anything that is asked for touches patient data. */
export const touchesPatientData = (schema: GraphQLSchema, document: DocumentNode): boolean =>
  fieldsOf(schema, document).some(({ rule }) => useOf(rule) !== undefined);

/**
 * Refuses an operation that asks for a field that the caller may not have, before any resolver runs. Every field of the
 * document counts, whether or not it would be reached.
 * @throws GraphQLError UNAUTHENTICATED (401) or FORBIDDEN (403).
 */
export function authorizeOperation(schema: GraphQLSchema, document: DocumentNode, caller: Caller): void {
  // An operation about the schema alone asks for no field with a rule; it, too, is for callers who said who they are.
  const fields = [{ name: 'schema', rule: PART }, ...fieldsOf(schema, document)];
  for (const { name, rule } of fields) {
    const decision = decide(rule, caller);
    if (decision.allowed) continue;
    const unauthenticated = decision.code === 'UNAUTHENTICATED';
    throw new GraphQLError(unauthenticated ? decision.why : `${name}: ${decision.why}`, {
      extensions: {
        code: decision.code,
        http: {
          status: unauthenticated ? 401 : 403,
          headers: new Map(unauthenticated ? [['www-authenticate', challenge(caller)]] : []),
        },
      },
    });
  }
}
