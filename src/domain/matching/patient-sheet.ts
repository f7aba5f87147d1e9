import type { CompiledLeaf } from '../evaluation/compiled-leaf.js';
import { decide, truthOf, type Decision } from '../evaluation/decision.js';
import type { PatientContext } from '../evaluation/patient-context.js';
import type { Verdict } from '../evaluation/verdict.js';
import type { Truth } from '../logic/truth.js';
import type { MatchIndex } from './index/match-index.js';

/** Truths as small numbers, so that a patient's answers are one byte each; 0 is "not asked yet". */
export const FALSE = 1;
export const UNKNOWN = 2;
export const TRUE = 3;
export type TruthCode = typeof FALSE | typeof UNKNOWN | typeof TRUE;

const codeOf = (truth: Truth): TruthCode => (truth === 'true' ? TRUE : truth === 'false' ? FALSE : UNKNOWN);

/**
 * One patient's answers to the conditions of an index, each worked out when it is first asked for and kept: a predicate
 * that a thousand trials share is judged once.
 */
export class PatientSheet {
  private readonly truths: Uint8Array;
  private readonly decisions = new Map<number, Decision>();
  private readonly verdicts = new Map<CompiledLeaf, Verdict>();

  constructor(
    readonly index: MatchIndex,
    readonly patient: PatientContext,
  ) {
    this.truths = new Uint8Array(index.conditions.length);
  }

  /** The truth of a condition: the cheap question. */
  truth(condition: number): TruthCode {
    const kept = this.truths[condition];
    if (kept) return kept as TruthCode;
    const { program } = this.index.condition(condition);
    const truth =
      program.op === 'leaf'
        ? this.verdictOf(program.leaf).truth
        : truthOf(program, (leaf) => this.verdictOf(leaf).truth);
    return (this.truths[condition] = codeOf(truth));
  }

  /** The truth with what it rests on and what time can change. */
  decision(condition: number): Decision {
    let decision = this.decisions.get(condition);
    if (!decision) {
      decision = decide(this.index.condition(condition).program, this.verdictOf);
      this.decisions.set(condition, decision);
    }
    return decision;
  }

  readonly verdictOf = (leaf: CompiledLeaf): Verdict => {
    let verdict = this.verdicts.get(leaf);
    if (!verdict) this.verdicts.set(leaf, (verdict = leaf.judge(this.patient)));
    return verdict;
  };
}
