import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { StubRequest } from './registry-stub.js';

interface Schema {
  $ref?: string;
  type?: string;
  enum?: string[];
  pattern?: string;
  minimum?: number;
  minItems?: number;
  maxItems?: number;
  items?: Schema;
}

interface OpenApi {
  paths: Record<string, { get: { parameters?: { name: string; in: string; schema: Schema }[] } }>;
  components: { schemas: Record<string, Schema> };
}

const api = parse(readFileSync('test/fixtures/ctgov/openapi-2.0.5.yaml', 'utf8')) as OpenApi;

const resolve = (schema: Schema): Schema =>
  schema.$ref ? (api.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}) : schema;

function problems(name: string, value: string, declared: Schema): string[] {
  const schema = resolve(declared);
  if (schema.type === 'array') {
    const items = value.split('|');
    if (items.length < (schema.minItems ?? 0) || items.length > (schema.maxItems ?? Infinity))
      return [`${name}: ${items.length} items`];
    return items.flatMap((item) => problems(name, item, schema.items ?? {}));
  }
  if (schema.enum && !schema.enum.includes(value)) return [`${name}: ${value} is not in the enum`];
  if (schema.pattern && !new RegExp(schema.pattern).test(value)) return [`${name}: ${value} misses the pattern`];
  if (schema.type === 'integer' && !(Number.isInteger(Number(value)) && Number(value) >= (schema.minimum ?? -Infinity)))
    return [`${name}: ${value} is no integer`];
  if (schema.type === 'boolean' && !['true', 'false'].includes(value)) return [`${name}: ${value} is no boolean`];
  return [];
}

/** What the official OpenAPI description has against a request; empty = it is as described. */
export function openApiProblems({ method, path, query }: StubRequest): string[] {
  if (method !== 'GET') return [`${method} is not described`];
  const template = Object.keys(api.paths).find((known) =>
    new RegExp(`^${known.replace(/\{\w+\}/g, '[^/]+').replaceAll('/', '\\/')}$`).test(path),
  );
  const described = template === undefined ? undefined : api.paths[template];
  if (!described) return [`${path} is not described`];
  const parameters = new Map((described.get.parameters ?? []).map((parameter) => [parameter.name, parameter]));
  return Object.entries(query).flatMap(([name, value]) => {
    const parameter = parameters.get(name);
    return parameter?.in === 'query'
      ? problems(name, value, parameter.schema)
      : [`${name} is not a parameter of ${path}`];
  });
}
