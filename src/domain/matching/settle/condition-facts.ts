import type { LeafKind } from '../../criteria/model.js';
import type { CompiledLeaf } from '../../evaluation/compiled-leaf.js';
import type { Program } from '../../evaluation/program.js';
import { truthOf } from '../../evaluation/decision.js';
import type { Verdict } from '../../evaluation/verdict.js';
import type { Truth } from '../../logic/truth.js';
import type { Condition } from '../index/condition.js';
import type { PatientSheet } from '../patient-sheet.js';
import { factName } from './fact-name.js';

/** What one unknown fact does to one undecided condition. */
export interface Settling {
  fact: string;
  kind: LeafKind;
  /** Some value of the fact makes the condition true, whatever else is unknown. */
  canMakeTrue: boolean;
  canMakeFalse: boolean;
}

/** No record and no test can settle these. */
const BEYOND_RECORDS: ReadonlySet<LeafKind> = new Set<LeafKind>(['unstructured', 'attestation']);

/**
 * The unknown facts of an undecided condition and what each alone would do to it, found by running the condition with
 * the fact's leaves turned true and turned false while the others stay as they are.
 */
export function settlingFacts(condition: Condition, sheet: PatientSheet): Settling[] {
  const alone = onlyLeaf(condition.program);
  if (alone) return isOpen(alone, sheet) ? [{ fact: openFact(alone, sheet), kind: alone.kind, canMakeTrue: true, canMakeFalse: true }] : []; // prettier-ignore
  const open = new Map<string, CompiledLeaf[]>();
  for (const leaf of condition.leaves) {
    if (!isOpen(leaf, sheet)) continue;
    const fact = openFact(leaf, sheet);
    const known = open.get(fact);
    if (known) known.push(leaf);
    else open.set(fact, [leaf]);
  }
  return [...open].map(([fact, leaves]) => {
    const reached = new Set<Truth>(
      assignments(leaves).map((assigned) =>
        truthOf(condition.program, (leaf) => assigned.get(leaf) ?? sheet.verdictOf(leaf).truth),
      ),
    );
    const [first] = leaves;
    return {
      fact,
      kind: first?.kind ?? 'unstructured',
      canMakeTrue: reached.has('true'),
      canMakeFalse: reached.has('false'),
    };
  });
}

/** The leaf of a condition that is nothing else, or its negation: whatever turns it turns the condition. */
function onlyLeaf(program: Program): CompiledLeaf | undefined {
  if (program.op === 'not') return onlyLeaf(program.of);
  return program.op === 'leaf' ? program.leaf : undefined;
}

const isOpen = (leaf: CompiledLeaf, sheet: PatientSheet): boolean =>
  !BEYOND_RECORDS.has(leaf.kind) && sheet.verdictOf(leaf).truth === 'unknown';

const openFact = (leaf: CompiledLeaf, sheet: PatientSheet): string => nameOf(leaf) + staleness(sheet.verdictOf(leaf));

/** Names of leaves, which are the same for every patient, as long as the leaf is in an index. */
const names = new WeakMap<CompiledLeaf, string>();

function nameOf(leaf: CompiledLeaf): string {
  let name = names.get(leaf);
  if (name === undefined) names.set(leaf, (name = factName(leaf)));
  return name;
}

/** Says so where the record has the fact, but from too long ago. */
function staleness({ reason, support }: Verdict): string {
  if (reason !== 'stale') return '';
  const date = support?.[0]?.fact.date;
  return date === undefined ? ' (too old)' : ` (recorded ${date}, too old)`;
}

/** All leaves of the fact true, all false, and each alone true or alone false: enough to reach what a value can reach. */
function assignments(leaves: readonly CompiledLeaf[]): ReadonlyMap<CompiledLeaf, Truth>[] {
  const uniform = (truth: Truth, except?: CompiledLeaf): Map<CompiledLeaf, Truth> =>
    new Map(leaves.map((leaf) => [leaf, leaf === except ? opposite(truth) : truth]));
  const singles = leaves.length > 1 ? leaves.flatMap((leaf) => [uniform('true', leaf), uniform('false', leaf)]) : [];
  return [uniform('true'), uniform('false'), ...singles];
}

const opposite = (truth: Truth): Truth => (truth === 'true' ? 'false' : 'true');
