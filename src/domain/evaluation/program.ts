import type { Expression, LeafKind, LeafParameters, Section } from '../criteria/model.js';
import { kindDefinitions } from '../criteria/kinds/index.js';
import type { Vocabulary } from '../vocabulary/vocabulary.js';
import { compileLeaf, type CompiledLeaf, type RefusedPresumption } from './compiled-leaf.js';

/** An expression whose leaves are compiled. */
export type Program =
  | { op: 'leaf'; leaf: CompiledLeaf }
  | { op: 'all' | 'any'; of: readonly Program[] }
  | { op: 'not'; of: Program }
  | { op: 'atLeast'; n: number; of: readonly Program[] }
  | { op: 'if'; condition: Program; then: Program; otherwise?: Program };

/** Where a leaf's being false leads its criterion. Under the condition of an `if` it can lead either way. */
type FalseLeads = 'toPass' | 'toFail' | 'eitherWay';

const opposite: Record<FalseLeads, FalseLeads> = { toPass: 'toFail', toFail: 'toPass', eitherWay: 'eitherWay' };

/** Compiled leaves by key, shared by all documents that are compiled with the same table. */
export type LeafTable = Map<string, CompiledLeaf>;

/** A presumption of a `letsThrough` kind may lead to PASS, never to FAIL. */
const refusedWhere: Record<FalseLeads, RefusedPresumption> = { toPass: 'true', toFail: 'false', eitherWay: 'both' };

const refusedFor = (kind: LeafKind, falseLeads: FalseLeads): RefusedPresumption =>
  kindDefinitions[kind].presumption === 'letsThrough' ? refusedWhere[falseLeads] : 'none';

/** Compiles an expression of a criterion in `section`. Throws RangeError on a kind or parameters it cannot compile. */
export function compileExpression(
  expression: Expression,
  section: Section,
  vocabulary: Vocabulary,
  table: LeafTable = new Map(),
): Program {
  const leaf = (kind: LeafKind, parameters: LeafParameters[LeafKind], falseLeads: FalseLeads): Program => {
    const compiled = compileLeaf(kind, parameters, vocabulary, refusedFor(kind, falseLeads));
    const shared = table.get(compiled.key);
    if (!shared) table.set(compiled.key, compiled);
    return { op: 'leaf', leaf: shared ?? compiled };
  };

  const compile = (node: Expression, falseLeads: FalseLeads): Program => {
    if ('all' in node) return { op: 'all', of: node.all.map((member) => compile(member, falseLeads)) };
    if ('any' in node) return { op: 'any', of: node.any.map((member) => compile(member, falseLeads)) };
    if ('not' in node) return { op: 'not', of: compile(node.not, opposite[falseLeads]) };
    if ('atLeast' in node) {
      const { n, of } = node.atLeast;
      return { op: 'atLeast', n, of: of.map((member) => compile(member, falseLeads)) };
    }
    if ('if' in node) {
      const condition = compile(node.if, 'eitherWay');
      const then = compile(node.then, falseLeads);
      if (node.else === undefined) return { op: 'if', condition, then };
      return { op: 'if', condition, then, otherwise: compile(node.else, falseLeads) };
    }
    const [kind, parameters] = Object.entries(node)[0] as [LeafKind, LeafParameters[LeafKind]];
    if (!(kind in kindDefinitions)) throw new RangeError(`unknown kind '${kind}'`);
    return leaf(kind, parameters, falseLeads);
  };
  return compile(expression, section === 'exclusion' ? 'toPass' : 'toFail');
}

/** Every leaf of a program, in the order of the text. */
export function leavesOf(program: Program): CompiledLeaf[] {
  switch (program.op) {
    case 'leaf':
      return [program.leaf];
    case 'not':
      return leavesOf(program.of);
    case 'if':
      return [program.condition, program.then, ...(program.otherwise ? [program.otherwise] : [])].flatMap(leavesOf);
    default:
      return program.of.flatMap(leavesOf);
  }
}
