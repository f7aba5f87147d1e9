import type { z } from 'zod';
import { kindDefinitions } from './kinds/index.js';
import type { EligibilityDocument, LeafKind } from './model.js';
import { documentFrame } from './schema.js';

/** Keys and indexes from the document down to the place of a finding. */
export type Path = readonly (string | number)[];

export interface ShapeIssue {
  path: Path;
  message: string;
}

/** Deeper than any protocol nests, and far from what would exhaust the stack. */
const MAX_DEPTH = 64;

const operators = new Set(['all', 'any', 'not', 'atLeast', 'if', 'then', 'else']);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const issuesOf = (result: z.ZodSafeParseResult<unknown>, path: Path): ShapeIssue[] =>
  result.success
    ? []
    : result.error.issues.map((issue) => ({ path: [...path, ...(issue.path as (string | number)[])], message: issue.message }));

function checkList(value: unknown, path: Path, depth: number): ShapeIssue[] {
  if (!Array.isArray(value)) return [{ path, message: 'a list of expressions is expected' }];
  return value.flatMap((member, i) => checkExpression(member, [...path, i], depth + 1));
}

function checkOperator(node: Record<string, unknown>, keys: string[], path: Path, depth: number): ShapeIssue[] {
  const foreign = keys.filter((key) => !operators.has(key));
  if (foreign.length > 0) return [{ path, message: `'${foreign.join("', '")}' cannot stand beside an operator` }];
  const below = (key: string) => checkExpression(node[key], [...path, key], depth + 1);
  if ('if' in node) {
    if (!('then' in node) || keys.some((key) => !['if', 'then', 'else'].includes(key)))
      return [{ path, message: "'if' takes 'then' and at most 'else'" }];
    return [...below('if'), ...below('then'), ...('else' in node ? below('else') : [])];
  }
  if (keys.length !== 1) return [{ path, message: `one operator is expected, not ${keys.join(', ')}` }];
  if ('not' in node) return below('not');
  if ('atLeast' in node) {
    const inner = node['atLeast'];
    if (!isObject(inner) || !Number.isInteger(inner['n']) || Object.keys(inner).some((key) => key !== 'n' && key !== 'of'))
      return [{ path: [...path, 'atLeast'], message: "'atLeast' takes a whole number 'n' and a list 'of'" }];
    return checkList(inner['of'], [...path, 'atLeast', 'of'], depth);
  }
  const [key = ''] = keys;
  if (key === 'then' || key === 'else') return [{ path, message: `'${key}' without 'if'` }];
  return checkList(node[key], [...path, key], depth);
}

/** Problems of an expression, each with its place; none means that it is one. */
export function checkExpression(node: unknown, path: Path, depth = 0): ShapeIssue[] {
  if (depth > MAX_DEPTH) return [{ path, message: `nested deeper than ${MAX_DEPTH}` }];
  if (!isObject(node)) return [{ path, message: 'an expression is expected' }];
  const keys = Object.keys(node);
  if (keys.some((key) => operators.has(key))) return checkOperator(node, keys, path, depth);
  const [kind, second] = keys;
  if (kind === undefined || second !== undefined)
    return [{ path, message: `one kind is expected, not ${keys.length === 0 ? 'none' : keys.join(', ')}` }];
  if (!Object.hasOwn(kindDefinitions, kind)) return [{ path: [...path, kind], message: `unknown kind '${kind}'` }];
  return issuesOf(kindDefinitions[kind as LeafKind].schema.safeParse(node[kind]), [...path, kind]);
}

export type Checked = { document: EligibilityDocument } | { issues: ShapeIssue[] };

/** Whether a value is an eligibility document, or everything that keeps it from being one. */
export function checkDocument(value: unknown): Checked {
  const frame = documentFrame.safeParse(value);
  const issues = issuesOf(frame, []);
  const criteria = isObject(value) && Array.isArray(value['criteria']) ? (value['criteria'] as unknown[]) : [];
  for (const [i, criterion] of criteria.entries())
    if (isObject(criterion) && 'when' in criterion) issues.push(...checkExpression(criterion['when'], ['criteria', i, 'when']));
  return issues.length > 0 ? { issues } : { document: value as EligibilityDocument };
}
