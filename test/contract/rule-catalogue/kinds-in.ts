import type { Expression, LeafKind } from '../../../src/domain/criteria/model.js';

/** Every kind that an expression names, each once. */
export function kindsIn(expression: Expression): Set<LeafKind> {
  const found = new Set<LeafKind>();
  const walk = (node: Expression): void => {
    if ('all' in node) node.all.forEach(walk);
    else if ('any' in node) node.any.forEach(walk);
    else if ('not' in node) walk(node.not);
    else if ('atLeast' in node) node.atLeast.of.forEach(walk);
    else if ('if' in node) {
      walk(node.if);
      walk(node.then);
      if (node.else) walk(node.else);
    } else found.add(Object.keys(node)[0] as LeafKind);
  };
  walk(expression);
  return found;
}
