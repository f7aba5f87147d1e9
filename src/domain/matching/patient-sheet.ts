import type { CompiledLeaf } from '../evaluation/compiled-leaf.js';
import { decide, type Decision } from '../evaluation/decision.js';
import type { PatientContext } from '../evaluation/patient-context.js';
import type { Verdict } from '../evaluation/verdict.js';
import type { MatchIndex } from './index/match-index.js';
import type { PackedTrials } from './index/packed-trials.js';
import { TRUE, UNKNOWN, type TruthCode } from './index/truth-code.js';
import { subjectsOfPatient } from './index/named-subjects.js';
import {
  ancestorDistances,
  BIOMARKER,
  cancerDistance,
  narrowerDistance,
  NO_CANCER_NAMED,
  OTHER_CANCER,
} from './specificity.js';

/** One patient's answers to all conditions of an index, and on demand what each of them rests on. */
export class PatientSheet {
  /** Truth codes by slot of the index's graph; those of leaves come first. */
  readonly codes: Uint8Array;
  private readonly slots: Int32Array;
  private naming: Uint8Array | undefined;
  private distances: ReadonlyMap<string, number> | undefined;
  /** One more than the distance of each cancer leaf; 0 where it is not worked out yet. */
  private leafDistances: Uint8Array | undefined;
  readonly trials: PackedTrials;
  /** Made when asked for: most sheets only grade. */
  private decisions: Map<number, Decision> | undefined;
  private verdicts: Map<CompiledLeaf, Verdict> | undefined;

  constructor(
    readonly index: MatchIndex,
    readonly patient: PatientContext,
  ) {
    const packed = index.packed();
    this.trials = packed.trials;
    this.slots = packed.graph.slots;
    this.codes = packed.codesOf(patient);
  }

  /** The truth code of a condition. */
  code(condition: number): TruthCode {
    return this.codes[this.slots[condition] as number] as TruthCode;
  }

  /** The truth of a condition with what it rests on and what time can change. */
  decision(condition: number): Decision {
    this.decisions ??= new Map();
    let decision = this.decisions.get(condition);
    if (!decision) {
      decision = decide(this.index.condition(condition).program, this.verdictOf);
      this.decisions.set(condition, decision);
    }
    return decision;
  }

  /** The most specific biomarker that a scope asks for and the patient is known to have, else whether its trial speaks of one; see `BIOMARKER`. */
  biomarkerMet(scope: number): number {
    const { biomarkerStarts, biomarkerLeaves, biomarkerRanks } = this.trials;
    const end = biomarkerStarts[scope + 1] as number;
    for (let i = biomarkerStarts[scope] as number; i < end; i++)
      if (this.codes[biomarkerLeaves[i] as number] === TRUE) return biomarkerRanks[i] as number;
    this.naming ??= this.trials.naming(subjectsOfPatient(this.patient, this.index.vocabulary));
    return this.naming[this.trials.trialOf[scope] as number] === 1 ? BIOMARKER.named : BIOMARKER.none;
  }

  /** Levels between the patient's cancer and the nearest that a scope names; `NO_CANCER_NAMED` where it names none, `OTHER_CANCER` where only others. */
  cancerDistance(scope: number): number {
    const { cancerStarts, cancerLeaves } = this.trials;
    const end = cancerStarts[scope + 1] as number;
    let nearest: number = NO_CANCER_NAMED;
    let others = 0;
    for (let i = cancerStarts[scope] as number; i < end; i++) {
      const leaf = cancerLeaves[i] as number;
      const code = this.codes[leaf];
      if (code === TRUE || code === UNKNOWN) nearest = Math.min(nearest, this.leafDistance(leaf, code === TRUE));
      else others += 1;
    }
    return nearest === NO_CANCER_NAMED && others > 0 ? OTHER_CANCER : nearest;
  }

  private leafDistance(number: number, met: boolean): number {
    this.leafDistances ??= new Uint8Array(this.index.packed().leaves.length);
    const known = this.leafDistances[number] as number;
    if (known > 0) return known - 1;
    const distance = this.workOutDistance(number, met);
    this.leafDistances[number] = distance + 1;
    return distance;
  }

  private workOutDistance(number: number, met: boolean): number {
    const { cancers } = this.index.vocabulary;
    const codes = this.index.packed().cancersOf(number);
    if (!met) return narrowerDistance(codes, this.patient, cancers);
    this.distances ??= ancestorDistances(this.patient, cancers);
    return cancerDistance(codes, this.distances);
  }

  readonly verdictOf = (leaf: CompiledLeaf): Verdict => {
    this.verdicts ??= new Map();
    let verdict = this.verdicts.get(leaf);
    if (!verdict) this.verdicts.set(leaf, (verdict = leaf.judge(this.patient)));
    return verdict;
  };
}
