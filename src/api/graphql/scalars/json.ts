import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';

function fromAst(node: ValueNode, variables: Record<string, unknown> | null | undefined): unknown {
  switch (node.kind) {
    case Kind.OBJECT:
      // A null prototype: a field named __proto__ stays data.
      return Object.assign(
        Object.create(null) as Record<string, unknown>,
        Object.fromEntries(node.fields.map((field) => [field.name.value, fromAst(field.value, variables)])),
      );
    case Kind.LIST:
      return node.values.map((value) => fromAst(value, variables));
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.NULL:
      return null;
    case Kind.VARIABLE:
      return variables?.[node.name.value];
    case Kind.BOOLEAN:
    case Kind.STRING:
    case Kind.ENUM:
      return node.value;
  }
}

/** Any JSON value; used for FHIR resources coming in and for expressions of the criteria language going out. */
export const JsonScalar = new GraphQLScalarType({
  name: 'JSON',
  description: 'Any JSON value: a FHIR resource, or an expression of the criteria language.',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: (node, variables) => fromAst(node, variables),
});
