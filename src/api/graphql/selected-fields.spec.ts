import { buildSchema, executeSync, type GraphQLResolveInfo, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { asksFor } from './selected-fields.js';

const schema = buildSchema(`
  type Query { matches: Result }
  union Result = Page | Problem
  type Page { nodes: [Match], total: Int }
  type Match { score: Float, criteria: [String] }
  type Problem { message: String }
`);

/** Whether the operation asks for the field, as its resolver sees it. */
function asked(operation: string, ...path: string[]): boolean | undefined {
  let answer: boolean | undefined;
  const matches = (_arguments: unknown, _context: unknown, info: GraphQLResolveInfo) => {
    answer = asksFor(info, ...path);
    return null;
  };
  executeSync({ schema, document: parse(operation), rootValue: { matches } });
  return answer;
}

describe('the fields that an operation asks for', () => {
  it('are found below their parents, under an alias, in fragments and in a second selection of the parent', () => {
    const path = ['nodes', 'criteria'];
    expect(asked('{ matches { ... on Page { nodes { criteria } } } }', ...path)).toBe(true);
    expect(asked('{ found: matches { ... on Page { all: nodes { why: criteria } } } }', ...path)).toBe(true);
    expect(
      asked('{ matches { ...P } } fragment P on Page { nodes { ...M } } fragment M on Match { criteria }', ...path),
    ).toBe(true);
    expect(asked('{ matches { ... on Page { total } } matches { ... on Page { nodes { criteria } } } }', ...path)).toBe(
      true,
    );
  });

  it('are not found where only their names stand elsewhere', () => {
    expect(asked('{ matches { ... on Page { nodes { score } total } } }', 'nodes', 'criteria')).toBe(false);
    expect(asked('{ matches { ... on Page { nodes { criteria } } } }', 'criteria')).toBe(false);
    expect(asked('{ matches { ... on Page { criteria: total } } }', 'criteria')).toBe(false);
  });
});
