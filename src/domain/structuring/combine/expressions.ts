import type { Expression, LeafKind } from '../../criteria/model.js';

/** The leaf kind an expression starts with. */
export function kindOf(expression: Expression): LeafKind | undefined {
  if ('all' in expression) return expression.all[0] && kindOf(expression.all[0]);
  if ('any' in expression) return expression.any[0] && kindOf(expression.any[0]);
  if ('not' in expression) return kindOf(expression.not);
  if ('atLeast' in expression) return expression.atLeast.of[0] && kindOf(expression.atLeast.of[0]);
  if ('if' in expression) return kindOf(expression.then);
  return Object.keys(expression)[0] as LeafKind;
}

/** Every leaf kind in an expression. */
export function kindsOf(expression: Expression, into = new Set<LeafKind>()): Set<LeafKind> {
  if ('all' in expression) for (const part of expression.all) kindsOf(part, into);
  else if ('any' in expression) for (const part of expression.any) kindsOf(part, into);
  else if ('not' in expression) kindsOf(expression.not, into);
  else if ('atLeast' in expression) for (const part of expression.atLeast.of) kindsOf(part, into);
  else if ('if' in expression) {
    kindsOf(expression.if, into);
    kindsOf(expression.then, into);
    if (expression.else) kindsOf(expression.else, into);
  } else into.add(Object.keys(expression)[0] as LeafKind);
  return into;
}

const nothing: Expression = { unstructured: {} };

export const any = (parts: readonly Expression[]): Expression =>
  parts.length === 1 ? (parts[0] ?? nothing) : { any: [...parts] };
export const all = (parts: readonly Expression[]): Expression =>
  parts.length === 1 ? (parts[0] ?? nothing) : { all: [...parts] };
