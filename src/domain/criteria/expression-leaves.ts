import type { Expression, Leaf } from './model.js';

/** Every leaf of an expression with whether an odd number of negations stands above it. */
export function leavesOf(expression: Expression, negated = false): { leaf: Leaf; negated: boolean }[] {
  if ('all' in expression) return expression.all.flatMap((part) => leavesOf(part, negated));
  if ('any' in expression) return expression.any.flatMap((part) => leavesOf(part, negated));
  if ('not' in expression) return leavesOf(expression.not, !negated);
  if ('atLeast' in expression) return expression.atLeast.of.flatMap((part) => leavesOf(part, negated));
  if ('if' in expression)
    return [expression.if, expression.then, ...(expression.else ? [expression.else] : [])].flatMap((part) =>
      leavesOf(part, negated),
    );
  return [{ leaf: expression, negated }];
}
