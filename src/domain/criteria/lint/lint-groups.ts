import { leafKeyOf } from '../leaf-key.js';
import type { Bound, Expression, LeafKind, Range } from '../model.js';
import type { Path } from '../check-shape.js';
import { isEmptyRange } from './lint-ranges.js';
import type { Finding } from './finding.js';

type Report = (finding: Omit<Finding, 'criterion'>) => void;

/** An expression as one text, negations pulled out: equal texts mean the same. */
function meaning(expression: Expression): { text: string; negated: boolean } {
  if ('not' in expression) {
    const inner = meaning(expression.not);
    return { text: inner.text, negated: !inner.negated };
  }
  if ('all' in expression) return { text: `all(${members(expression.all)})`, negated: false };
  if ('any' in expression) return { text: `any(${members(expression.any)})`, negated: false };
  if ('atLeast' in expression)
    return { text: `atLeast${expression.atLeast.n}(${members(expression.atLeast.of)})`, negated: false };
  if ('if' in expression) {
    const branches = [expression.if, expression.then, ...(expression.else ? [expression.else] : [])];
    return { text: `if(${branches.map(signed).join(';')})`, negated: false };
  }
  return { text: leafKeyOf(expression), negated: false };
}

const signed = (expression: Expression): string => {
  const { text, negated } = meaning(expression);
  return `${negated ? '!' : ''}${text}`;
};

const members = (list: readonly Expression[]): string => [...new Set(list.map(signed))].sort().join(';');

interface Ranged {
  rest: string;
  range: Range;
}

/** A leaf with a numeric range, apart from what it is a range of; undefined for anything else. */
function rangedLeaf(expression: Expression): Ranged | undefined {
  const [kind, parameters] = Object.entries(expression)[0] as [LeafKind, Range & Record<string, unknown>];
  if (!['age', 'lab', 'vital', 'performance', 'scale', 'signature', 'renalFunction'].includes(kind)) return undefined;
  const { min, max, ...rest } = parameters;
  if (!min && !max) return undefined;
  return { rest: `${kind}${JSON.stringify(Object.entries(rest).sort())}`, range: { ...(min && { min }), ...(max && { max }) } };
}

const tighter = (a: Bound | undefined, b: Bound | undefined, sign: 1 | -1): Bound | undefined => {
  if (!a || !b) return a ?? b;
  if (a.value === b.value) return a.inclusive ? b : a;
  return (a.value - b.value) * sign > 0 ? a : b;
};

function intersection(a: Range, b: Range): Range {
  const min = tighter(a.min, b.min, 1);
  const max = tighter(a.max, b.max, -1);
  return { ...(min && { min }), ...(max && { max }) };
}

/** Two ranges of one thing that together leave nothing out. */
function coverAll(a: Range, b: Range): boolean {
  const joined = (low: Range, high: Range): boolean =>
    low.max !== undefined &&
    high.min !== undefined &&
    !low.min &&
    !high.max &&
    (high.min.value < low.max.value || (high.min.value === low.max.value && (high.min.inclusive || low.max.inclusive)));
  return joined(a, b) || joined(b, a);
}

function lintPairs(list: readonly Expression[], conjunction: boolean, path: Path, report: Report): void {
  const seen = new Map<string, { negated: boolean; index: number }>();
  const ranges: (Ranged & { index: number })[] = [];
  for (const [index, member] of list.entries()) {
    const { text, negated } = meaning(member);
    const before = seen.get(text);
    if (before && before.negated !== negated) {
      const message = conjunction ? 'asks for a thing and its opposite' : 'always holds: a thing or its opposite';
      report({ severity: 'error', rule: conjunction ? 'contradiction' : 'tautology', message, path: [...path, index] });
    } else if (before) {
      report({ severity: 'warning', rule: 'unreachable', message: 'says the same as a member before it', path: [...path, index] }); // prettier-ignore
    } else seen.set(text, { negated, index });
    const ranged = rangedLeaf(member);
    if (!ranged) continue;
    for (const other of ranges.filter(({ rest }) => rest === ranged.rest)) {
      if (conjunction && isEmptyRange(intersection(other.range, ranged.range)))
        report({ severity: 'error', rule: 'contradiction', message: 'no value can lie in both ranges', path: [...path, index] }); // prettier-ignore
      if (!conjunction && coverAll(other.range, ranged.range))
        report({ severity: 'warning', rule: 'tautology', message: 'every value lies in one of the ranges', path: [...path, index] }); // prettier-ignore
    }
    ranges.push({ ...ranged, index });
  }
}

function lintCount(n: number, of: readonly Expression[], path: Path, report: Report): void {
  if (n > of.length)
    report({ severity: 'error', rule: 'contradiction', message: `${n} of ${of.length} members can never hold`, path });
  else if (n === 0) report({ severity: 'error', rule: 'tautology', message: 'at least 0 always holds', path });
}

/** Groups that are empty, contradict themselves, always hold, or hold members that can never decide. */
export function lintGroups(expression: Expression, path: Path, allowEmpty: boolean, report: Report): void {
  const group = (list: readonly Expression[], conjunction: boolean, at: Path): void => {
    if (list.length === 0) {
      const message = conjunction ? 'an empty group always holds' : 'an empty group never holds';
      report({ severity: allowEmpty ? 'warning' : 'error', rule: 'emptyGroup', message, path: at });
    }
    lintPairs(list, conjunction, at, report);
    for (const [i, member] of list.entries()) lintGroups(member, [...at, i], allowEmpty, report);
  };
  if ('all' in expression) group(expression.all, true, [...path, 'all']);
  else if ('any' in expression) group(expression.any, false, [...path, 'any']);
  else if ('atLeast' in expression) {
    lintCount(expression.atLeast.n, expression.atLeast.of, [...path, 'atLeast'], report);
    for (const [i, member] of expression.atLeast.of.entries())
      lintGroups(member, [...path, 'atLeast', 'of', i], allowEmpty, report);
  } else if ('not' in expression) {
    if ('not' in expression.not)
      report({ severity: 'warning', rule: 'doubleNegation', message: 'not not', path: [...path, 'not'] });
    const { variant } = expression.not as { variant?: { is: string } };
    if (variant && variant.is !== 'present')
      report({ severity: 'warning', rule: 'doubleNegation', message: `not ${variant.is}`, path: [...path, 'not'] });
    lintGroups(expression.not, [...path, 'not'], allowEmpty, report);
  } else if ('if' in expression) {
    for (const key of ['if', 'then', 'else'] as const) {
      const branch = expression[key];
      if (branch) lintGroups(branch, [...path, key], allowEmpty, report);
    }
    if (expression.else && signed(expression.then) === signed(expression.else))
      report({ severity: 'warning', rule: 'unreachable', message: 'both branches say the same', path: [...path, 'else'] });
  }
}
