import { buildSchema, graphql } from 'graphql';
import { expect, it } from 'vitest';
import { withoutValues } from './without-values.js';

const schema = buildSchema(
  'enum Sex { FEMALE MALE } input Wish { age: Int! name: String } type Query { a(n: Int, id: ID, f: Float, b: Boolean, s: String, sex: Sex, wish: Wish): Int }',
);
const SECRET = 'Zyxwvqua; Int cannot represent it';

it.each([
  ['{ a(n: $x) }', 'Int cannot represent non-integer value'],
  ['{ a(f: $x) }', 'Float cannot represent non numeric value'],
  ['{ a(b: $x) }', 'Boolean cannot represent a non boolean value'],
  ['{ a(id: {x: $x}) }', 'ID cannot represent a non-string and non-integer value'],
  ['{ a(s: [$x]) }', 'String cannot represent a non string value'],
  ['{ a(sex: $x) }', '"Sex" cannot represent non-enum value'],
  ['{ a(wish: $x) }', 'Expected value of type "Wish"'],
  ['{ a(wish: {name: $x}) }', 'Field "Wish.age" of required type "Int!" was not provided.'],
  ['{ a(n: 1) $x }', 'Syntax Error: Expected Name, found String'],
  ['{ a(n: $x', 'Syntax Error: Expected Name, found <EOF>.'],
])('a literal is not quoted: %s', async (query, expected) => {
  const { errors } = await graphql({ schema, source: query.replace('$x', JSON.stringify(SECRET)) });
  expect(withoutValues(errors?.[0]?.message ?? '').split('. Did')[0]).toBe(expected);
});

it.each([
  ['Int', 'Int cannot represent non-integer value'],
  ['Sex', 'does not exist in "Sex" enum'],
  ['Wish', 'Expected type "Wish"'],
])('nor is a variable of type %s', async (type, fault) => {
  const { errors } = await graphql({
    schema,
    source: `query ($v: ${type}) { a(${{ Int: 'n', Sex: 'sex', Wish: 'wish' }[type]}: $v) }`,
    variableValues: { v: `Zyxwvqua` },
  });
  const said = withoutValues(errors?.[0]?.message ?? '');
  expect(said).not.toContain('Zyxwvqua');
  expect(said).toBe(`Variable "$v" got invalid value; ${fault}`);
});
