import type { Criterion, EligibilityDocument, Expression, Leaf, Scope } from '../../model.js';
import { writeLeaf } from './export-leaf.js';
import type { CtmlNode } from './grammar.js';

export interface CtmlExport {
  /** The trial in CTML's own shape, ready for YAML or JSON. */
  trial: Record<string, unknown>;
  /** Ids of criteria that CTML cannot say; the exported trial is wider than the document by them. */
  lost: string[];
}

/**
 * An eligibility document as a CTML trial: one step; every scope, or the whole trial where there is none, is a level
 * with its own `match`, holding the criteria that bind all scopes too, since CTML levels inherit nothing.
 */
export function exportCtml(document: EligibilityDocument): CtmlExport {
  const lost = new Set<string>();
  const match = (scope: string): unknown[] =>
    document.criteria
      .filter((criterion) => criterion.requirement === 'hard' && ['all', scope].includes(criterion.scope))
      .flatMap((criterion) => {
        const nodes = writeCriterion(criterion);
        if (nodes === undefined) lost.add(criterion.id);
        return nodes ?? [];
      })
      .map(render);
  const conjunctionOf = (scope: string): unknown[] => {
    const members = match(scope);
    return members.length === 0 ? [] : [{ and: members }];
  };
  const scopes = document.scopes ?? [];
  const step = {
    step_code: '1',
    ...(scopes.length === 0 && { match: conjunctionOf('all') }),
    arm: scopes.map((scope) => ({ ...armOf(scope), match: conjunctionOf(scope.id) })),
  };
  const { id, title, status } = document.trial;
  return {
    trial: {
      protocol_no: id,
      ...(title !== undefined && { long_title: title }),
      ...(status !== undefined && { _summary: { status: [{ value: status }] } }),
      treatment_list: { step: [step] },
    },
    lost: [...lost],
  };
}

const armOf = (scope: Scope): Record<string, unknown> => ({
  arm_code: scope.id,
  arm_description: scope.title,
  arm_suspended: scope.open === false ? 'Y' : 'N',
});

/** Nodes whose conjunction says the criterion, the section turned into a negation; undefined where CTML cannot. */
function writeCriterion({ when, section }: Criterion): CtmlNode[] | undefined {
  return write(when, section === 'exclusion');
}

function write(node: Expression, negated: boolean): CtmlNode[] | undefined {
  if ('not' in node) return write(node.not, !negated);
  if ('all' in node) return negated ? oneOf(node.all, negated) : each(node.all, negated);
  if ('any' in node) return negated ? each(node.any, negated) : oneOf(node.any, negated);
  if ('if' in node || 'atLeast' in node) return undefined;
  return writeLeaf(node satisfies Leaf, negated);
}

function each(members: readonly Expression[], negated: boolean): CtmlNode[] | undefined {
  const written = members.map((member) => write(member, negated));
  return written.every((nodes) => nodes !== undefined) ? written.flat() : undefined;
}

function oneOf(members: readonly Expression[], negated: boolean): CtmlNode[] | undefined {
  const written = members.map((member) => write(member, negated));
  if (!written.every((nodes) => nodes !== undefined)) return undefined;
  return [{ node: 'or', members: written.map((nodes) => (nodes.length === 1 && nodes[0] ? nodes[0] : { node: 'and', members: nodes })) }];
}

const render = (node: CtmlNode): Record<string, unknown> =>
  node.node === 'leaf' ? { [node.label]: node.leaf } : { [node.node]: node.members.map(render) };
