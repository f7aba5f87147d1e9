import type { CompiledLeaf } from '../evaluation/compiled-leaf.js';
import { decide, type Decision } from '../evaluation/decision.js';
import type { PatientContext } from '../evaluation/patient-context.js';
import type { Verdict } from '../evaluation/verdict.js';
import type { MatchIndex } from './index/match-index.js';
import { TRUE, truthOfCode, UNKNOWN } from './index/truth-code.js';
import { ancestorDistances } from './specificity.js';

/** One patient's answers to all conditions of an index, and on demand what each of them rests on. */
export class PatientSheet {
  /** Truth codes by condition. */
  readonly codes: Uint8Array;
  private readonly leafCodes: Uint8Array;
  private distances: ReadonlyMap<string, number> | undefined;
  private readonly decisions = new Map<number, Decision>();
  private readonly verdicts = new Map<CompiledLeaf, Verdict>();

  constructor(
    readonly index: MatchIndex,
    readonly patient: PatientContext,
  ) {
    const { conditions, leaves } = index.packed().codesOf(patient);
    this.codes = conditions;
    this.leafCodes = leaves;
  }

  /** The truth of a condition with what it rests on and what time can change. */
  decision(condition: number): Decision {
    let decision = this.decisions.get(condition);
    if (!decision) {
      decision = decide(this.index.condition(condition).program, this.verdictOf);
      this.decisions.set(condition, decision);
    }
    return decision;
  }

  isTrue(leaf: CompiledLeaf): boolean {
    return truthOfCode(this.leafCodes[this.index.packed().numberOf(leaf)] ?? UNKNOWN) === TRUE;
  }

  ancestorDistances(): ReadonlyMap<string, number> {
    return (this.distances ??= ancestorDistances(this.patient, this.index.vocabulary.cancers));
  }

  readonly verdictOf = (leaf: CompiledLeaf): Verdict => {
    let verdict = this.verdicts.get(leaf);
    if (!verdict) this.verdicts.set(leaf, (verdict = leaf.judge(this.patient)));
    return verdict;
  };
}
