import type { CompiledLeaf } from '../evaluation/compiled-leaf.js';
import { decide, type Decision } from '../evaluation/decision.js';
import type { PatientContext } from '../evaluation/patient-context.js';
import type { Verdict } from '../evaluation/verdict.js';
import type { MatchIndex } from './index/match-index.js';
import type { PackedTrials } from './index/packed-trials.js';
import { TRUE } from './index/truth-code.js';
import { ancestorDistances, cancerCodes, cancerDistance, NO_CANCER_NAMED } from './specificity.js';

/** One patient's answers to all conditions of an index, and on demand what each of them rests on. */
export class PatientSheet {
  /** Truth codes by condition. */
  readonly codes: Uint8Array;
  private readonly leafCodes: Uint8Array;
  private distances: ReadonlyMap<string, number> | undefined;
  private readonly leafDistances = new Map<number, number>();
  readonly trials: PackedTrials;
  private readonly decisions = new Map<number, Decision>();
  private readonly verdicts = new Map<CompiledLeaf, Verdict>();

  constructor(
    readonly index: MatchIndex,
    readonly patient: PatientContext,
  ) {
    const packed = index.packed();
    const { conditions, leaves } = packed.codesOf(patient);
    this.trials = packed.trials;
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

  /** Rank of the most specific biomarker that a scope asks for and the patient is known to have; 0 where there is none. */
  biomarkerMet(scope: number): number {
    const { biomarkerStarts, biomarkerLeaves, biomarkerRanks } = this.trials;
    const end = biomarkerStarts[scope + 1] as number;
    for (let i = biomarkerStarts[scope] as number; i < end; i++)
      if (this.leafCodes[biomarkerLeaves[i] as number] === TRUE) return biomarkerRanks[i] as number;
    return 0;
  }

  /** Levels between the patient's cancer and the nearest that a scope names; `NO_CANCER_NAMED` where it names none of it. */
  cancerDistance(scope: number): number {
    const { cancerStarts, cancerLeaves } = this.trials;
    const end = cancerStarts[scope + 1] as number;
    let nearest = NO_CANCER_NAMED;
    for (let i = cancerStarts[scope] as number; i < end; i++) {
      const leaf = cancerLeaves[i] as number;
      if (this.leafCodes[leaf] === TRUE) nearest = Math.min(nearest, this.leafDistance(leaf));
    }
    return nearest;
  }

  private leafDistance(number: number): number {
    let distance = this.leafDistances.get(number);
    if (distance === undefined) {
      this.distances ??= ancestorDistances(this.patient, this.index.vocabulary.cancers);
      const leaf = this.index.packed().leaves[number];
      distance = leaf ? cancerDistance(cancerCodes(leaf), this.distances) : NO_CANCER_NAMED;
      this.leafDistances.set(number, distance);
    }
    return distance;
  }

  readonly verdictOf = (leaf: CompiledLeaf): Verdict => {
    let verdict = this.verdicts.get(leaf);
    if (!verdict) this.verdicts.set(leaf, (verdict = leaf.judge(this.patient)));
    return verdict;
  };
}
