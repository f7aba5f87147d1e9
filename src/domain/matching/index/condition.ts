import type { LeafKind } from '../../criteria/model.js';
import type { CompiledLeaf } from '../../evaluation/compiled-leaf.js';
import { leavesOf, type Program } from '../../evaluation/program.js';

/** One distinct condition over all documents: equal criteria of different trials share it. */
export interface Condition {
  id: number;
  key: string;
  program: Program;
  leaves: readonly CompiledLeaf[];
  kinds: readonly LeafKind[];
  /** How many criteria of the index use it; 0 = free for reuse. */
  uses: number;
}

/** Equal for programs that give equal decisions: the order of members does not count. */
export function programKey(program: Program): string {
  switch (program.op) {
    case 'leaf':
      return program.leaf.key;
    case 'not':
      return `not(${programKey(program.of)})`;
    case 'if': {
      const parts = [program.condition, program.then, ...(program.otherwise ? [program.otherwise] : [])];
      return `if(${parts.map(programKey).join()})`;
    }
    case 'all':
    case 'any':
      return `${program.op}(${program.of.map(programKey).sort().join()})`;
    case 'atLeast':
      return `atLeast${program.n}(${program.of.map(programKey).sort().join()})`;
  }
}

export const makeCondition = (id: number, key: string, program: Program): Condition => {
  const leaves = leavesOf(program);
  return { id, key, program, leaves, kinds: [...new Set(leaves.map((leaf) => leaf.kind))], uses: 0 };
};
