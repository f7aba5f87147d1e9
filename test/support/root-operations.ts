import {
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isUnionType,
  type GraphQLNamedType,
  isInterfaceType,
} from 'graphql';

export interface RootOperation {
  /** `Query.patient`. */
  field: string;
  query: string;
}

/** Values that reach the resolver; `id` is the patient's, everything else only has the right form. */
function valueOf(type: GraphQLInputType, name: string, patientId: string): string {
  if (isNonNullType(type)) return valueOf(type.ofType, name, patientId);
  if (isListType(type)) return `[${valueOf(type.ofType, name, patientId)}]`;
  if (isEnumType(type)) return type.getValues()[0]?.name ?? 'null';
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    const given =
      type.name === 'PatientInput'
        ? fields.filter((field) => field.name === 'id')
        : fields.filter((field) => isNonNullType(field.type));
    return `{ ${given.map((field) => `${field.name}: ${valueOf(field.type, field.name, patientId)}`).join(', ')} }`;
  }
  switch (type.name) {
    case 'Int':
    case 'Float':
      return '1';
    case 'Boolean':
      return 'true';
    case 'Day':
      return '"2026-11-24"';
    case 'DateTime':
      return '"2026-11-24T00:00:00Z"';
    case 'JSON':
      return '{ resourceType: "Bundle", type: "collection" }';
    default:
      return JSON.stringify(/^(id|patient|patientId)$/.test(name) ? patientId : 'x');
  }
}

function selectionOf(type: GraphQLNamedType): string {
  if (isLeafType(type)) return '';
  if (isUnionType(type) || isInterfaceType(type)) return '{ __typename }';
  return '{ __typename }';
}

const argumentsOf = (args: readonly GraphQLArgument[], patientId: string): string => {
  const needed = args.filter((argument) => isNonNullType(argument.type) && argument.defaultValue === undefined);
  if (needed.length === 0) return '';
  return `(${needed.map((argument) => `${argument.name}: ${valueOf(argument.type, argument.name, patientId)}`).join(', ')})`;
};

/** One operation for each query, mutation and subscription of the schema. */
export function rootOperations(schema: GraphQLSchema, patientId: string): RootOperation[] {
  return [
    { root: schema.getQueryType(), word: 'query' },
    { root: schema.getMutationType(), word: 'mutation' },
    { root: schema.getSubscriptionType(), word: 'subscription' },
  ].flatMap(({ root, word }) =>
    Object.values(root?.getFields() ?? {}).map((field) => ({
      field: `${root?.name ?? ''}.${field.name}`,
      query: `${word} { ${field.name}${argumentsOf(field.args, patientId)} ${selectionOf(getNamedType(field.type))} }`,
    })),
  );
}
