import { getNamedType, type GraphQLNamedType, type GraphQLSchema, isAbstractType, isObjectType } from 'graphql';
import { ROLES, type Role } from '../../identity/principal.js';
import { ruleOf } from './authorize-operation.js';
import { type AccessRule, useOf } from './access-rule.js';

export interface MatrixEntry {
  /** `Query.patient`, `Trial.title`. */
  field: string;
  rule: AccessRule;
}

/** A field that nobody decided about, or one that leads to patient data without saying so. */
export class MissingRuleError extends Error {
  override readonly name = 'MissingRuleError';
}

function leadsToPatientData(schema: GraphQLSchema, type: GraphQLNamedType, seen = new Set<string>()): boolean {
  if (seen.has(type.name)) return false;
  seen.add(type.name);
  if (isAbstractType(type))
    return schema.getPossibleTypes(type).some((possible) => leadsToPatientData(schema, possible, seen));
  if (!isObjectType(type)) return false;
  return Object.values(type.getFields()).some(
    (field) =>
      ruleOf(schema, type, field)?.patientData === 'holds' ||
      leadsToPatientData(schema, getNamedType(field.type), seen),
  );
}

/**
 * The rule of every field of the schema.
 * @throws MissingRuleError naming each field that has none: a schema with one is not served.
 */
export function accessMatrix(schema: GraphQLSchema): MatrixEntry[] {
  const missing: string[] = [];
  const entries: MatrixEntry[] = [];
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  for (const type of types) {
    if (type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const rule = ruleOf(schema, type, field);
      if (rule) entries.push({ field: `${type.name}.${field.name}`, rule });
      else missing.push(`${type.name}.${field.name}`);
    }
  }
  for (const root of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) {
    for (const field of Object.values(root?.getFields() ?? {})) {
      const rule = root && ruleOf(schema, root, field);
      if (rule && !useOf(rule) && leadsToPatientData(schema, getNamedType(field.type)))
        missing.push(`${root.name}.${field.name} (it leads to patient data and does not say so)`);
    }
  }
  if (missing.length > 0)
    throw new MissingRuleError(`no access rule (@Access of src/api/auth) for ${missing.join(', ')}`);
  return entries;
}

/** Whether a role alone is let in. */
export const lets = ({ roles }: AccessRule, role: Role): boolean => roles === 'anyone' || roles.includes(role);

const ROOTS = /^(Query|Mutation|Subscription)\./;

/** The matrix as people read it: docs/access.md. */
export function printAccessMatrix(entries: readonly MatrixEntry[], routes: readonly MatrixEntry[]): string {
  const row = ({ field, rule }: MatrixEntry): string => {
    const marks = ROLES.map((role) => (lets(rule, role) ? 'yes' : '-'));
    const open = rule.roles === 'anyone' ? 'yes' : '-';
    const use = useOf(rule);
    return `| \`${field}\` | ${[open, ...marks].join(' | ')} | ${use ? `${use.action} (${use.interaction})` : '-'} |`;
  };
  const table = (rows: readonly MatrixEntry[]) =>
    [
      `| field | no token | ${ROLES.join(' | ')} | patient data (SMART interaction) |`,
      `|---|---|${ROLES.map(() => '---|').join('')}---|`,
      ...rows.map(row),
    ].join('\n');
  const types = new Map<string, MatrixEntry>();
  for (const entry of entries.filter(({ field }) => !ROOTS.test(field))) {
    const name = entry.field.split('.')[0] ?? '';
    const first = types.get(name);
    if (!first) types.set(name, { field: name, rule: entry.rule });
    else if (first.rule !== entry.rule) types.set(entry.field, entry);
  }
  return `# Who may ask for what

Generated from the rules beside each field by \`npm run schema\`; a field without a rule stops the build and the start. Roles come from the
token. A coordinator sees the patients of its tenant, a patient only the own record, a portal none that is stored. An operation is refused
whole, before any resolver runs, if it asks for one field that the caller may not have.

## Queries, mutations, subscriptions

${table(entries.filter(({ field }) => ROOTS.test(field)))}

## Routes

${table(routes)}

## Types

The rule of a type holds for all its fields but those named after it.

${table([...types.values()])}
`;
}
