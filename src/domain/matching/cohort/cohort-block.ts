import type { CompiledLeaf } from '../../evaluation/compiled-leaf.js';
import type { PatientContext } from '../../evaluation/patient-context.js';
import type { MatchIndex } from '../index/match-index.js';
import { FactClasses } from './fact-classes.js';
import { leafPlanes, type LeafPlanes } from './leaf-planes.js';
import { fullPlane, type Plane } from './planes.js';
import { runSliced } from './sliced-program.js';

/** The answers of a block of patients to the conditions of an index; each leaf and each condition is worked out once. */
export class CohortBlock {
  readonly full: Plane;
  private readonly classes: FactClasses;
  private readonly leaves = new Map<CompiledLeaf, LeafPlanes>();
  private readonly conditions: (LeafPlanes | undefined)[];

  constructor(
    readonly index: MatchIndex,
    readonly patients: readonly PatientContext[],
    classes = new FactClasses(patients, index.vocabulary),
  ) {
    this.classes = classes;
    this.full = fullPlane(patients.length);
    this.conditions = new Array<LeafPlanes | undefined>(index.conditions.length);
  }

  condition(id: number): LeafPlanes {
    return (this.conditions[id] ??= this.run(id));
  }

  private run(id: number): LeafPlanes {
    const { program, leaves } = this.index.condition(id);
    if (program.op === 'leaf') return this.leaf(program.leaf);
    const planes = runSliced(program, this.leaf, this.full);
    // Without presumed absences the recorded reading is the reading itself.
    const plain = leaves.every((leaf) => this.leaf(leaf).recorded.yes === this.leaf(leaf).yes);
    if (plain) return { ...planes, recorded: planes };
    return { ...planes, recorded: runSliced(program, (leaf) => this.leaf(leaf).recorded, this.full) };
  }

  private readonly leaf = (leaf: CompiledLeaf): LeafPlanes => {
    let planes = this.leaves.get(leaf);
    if (!planes) this.leaves.set(leaf, (planes = leafPlanes(leaf, this.classes.of(leaf))));
    return planes;
  };
}
