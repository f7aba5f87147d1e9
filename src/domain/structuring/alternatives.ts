import type { Criterion, Expression } from '../criteria/model.js';
import type { Vocabulary } from '../vocabulary/vocabulary.js';
import { doubted } from './doubted.js';

/** Why somebody should look. */
const REASONS = ['cannot be met together with another line: alternatives?'];

/** Distinct demands of one scope that are compared; no trial asks for more diseases side by side. */
const COMPARED = 40;

interface Demand {
  codes: readonly string[];
  ids: Set<string>;
}

/**
 * Inclusion criteria of one scope that nobody can meet together (melanoma on one line, thyroid carcinoma on the next; men on
 * one, women on the next) are alternatives whose common heading the text leaves unsaid: each is for a person to look at, and excludes
 * nobody.
 */
export function withAlternatives(criteria: readonly Criterion[], vocabulary: Vocabulary): Criterion[] {
  const apart = new Set<string>();
  const scopes = new Map<string, { cancers: Demand[]; sexes: Demand[] }>();
  for (const criterion of criteria) {
    const { scope, section, basis, requirement } = criterion;
    if (section !== 'inclusion' || basis !== 'parsed' || requirement !== 'hard') continue;
    let demands = scopes.get(scope);
    if (!demands) scopes.set(scope, (demands = { cancers: [], sexes: [] }));
    collect(criterion, demands);
  }
  for (const demands of scopes.values()) {
    const meet = (a: string, b: string): boolean => vocabulary.cancers.isA(a, b) || vocabulary.cancers.isA(b, a);
    mark(demands.cancers, meet, apart);
    mark(demands.sexes, (a, b) => a === b, apart);
  }
  if (apart.size === 0) return [...criteria];
  return criteria.map((criterion) => (apart.has(criterion.id) ? doubted(criterion, REASONS) : criterion));
}

function collect({ id, when }: Criterion, demands: { cancers: Demand[]; sexes: Demand[] }): void {
  for (const leaf of requiredLeaves(when)) {
    if ('cancer' in leaf && leaf.cancer.anyOf)
      put(
        demands.cancers,
        leaf.cancer.anyOf.map((code) => (typeof code === 'string' ? code : code.code)),
        id,
      );
    else if ('sex' in leaf) put(demands.sexes, [leaf.sex.is], id);
  }
}

function put(demands: Demand[], codes: readonly string[], id: string): void {
  const key = codes.join();
  const known = demands.find((demand) => demand.codes.join() === key);
  if (known) known.ids.add(id);
  else if (demands.length < COMPARED) demands.push({ codes, ids: new Set([id]) });
}

/** What holds of everybody who meets the expression. */
function requiredLeaves(expression: Expression): Expression[] {
  if ('all' in expression) return expression.all.flatMap(requiredLeaves);
  return 'any' in expression || 'not' in expression || 'if' in expression || 'atLeast' in expression
    ? []
    : [expression];
}

function mark(demands: readonly Demand[], meet: (a: string, b: string) => boolean, into: Set<string>): void {
  for (const [i, one] of demands.entries())
    for (const other of demands.slice(i + 1)) {
      if (one.codes.some((a) => other.codes.some((b) => meet(a, b)))) continue;
      for (const id of [...one.ids, ...other.ids]) into.add(id);
    }
}
