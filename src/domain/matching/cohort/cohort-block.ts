import type { CompiledLeaf } from '../../evaluation/compiled-leaf.js';
import type { PatientContext } from '../../evaluation/patient-context.js';
import type { MatchIndex } from '../index/match-index.js';
import type { PackedIndex } from '../index/packed-index.js';
import { LeafPlanes, type AnswerPlanes } from './leaf-planes.js';
import { fullPlane, type Plane } from './planes.js';
import { runSliced } from './sliced-program.js';

/**
 * The answers of a block of patients to the conditions of an index; each is worked out once. All leaves of the index are
 * answered, so give it an index of the trials that are asked about (`MatchIndex.only`).
 */
export class CohortBlock {
  readonly full: Plane;
  private readonly packed: PackedIndex;
  private readonly answers: LeafPlanes;
  private readonly leaves = new Map<CompiledLeaf, AnswerPlanes>();
  private readonly conditions: (AnswerPlanes | undefined)[];

  constructor(
    readonly index: MatchIndex,
    readonly patients: readonly PatientContext[],
  ) {
    this.packed = index.packed();
    this.answers = new LeafPlanes(this.packed, patients);
    this.full = fullPlane(patients.length);
    this.conditions = new Array<AnswerPlanes | undefined>(index.conditions.length);
  }

  condition(id: number): AnswerPlanes {
    return (this.conditions[id] ??= this.run(id));
  }

  private run(id: number): AnswerPlanes {
    const { program, leaves } = this.index.condition(id);
    if (program.op === 'leaf') return this.leaf(program.leaf);
    const planes = runSliced(program, this.leaf, this.full);
    // Without presumed absences the recorded reading is the reading itself.
    const plain = leaves.every((leaf) => this.leaf(leaf).recorded.yes === this.leaf(leaf).yes);
    if (plain) return { ...planes, recorded: planes };
    return { ...planes, recorded: runSliced(program, (leaf) => this.leaf(leaf).recorded, this.full) };
  }

  private readonly leaf = (leaf: CompiledLeaf): AnswerPlanes => {
    let planes = this.leaves.get(leaf);
    if (!planes) this.leaves.set(leaf, (planes = this.answers.of(this.packed.numberOf(leaf))));
    return planes;
  };
}
