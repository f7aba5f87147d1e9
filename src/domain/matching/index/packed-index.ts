import type { CompiledLeaf } from '../../evaluation/compiled-leaf.js';
import { patientContext, type PatientContext, type World } from '../../evaluation/patient-context.js';
import type { CoverageDomain } from '../../patient/profile.js';
import type { Vocabulary } from '../../vocabulary/vocabulary.js';
import { codedProgram, type LeafCodes } from './coded-program.js';
import type { Condition } from './condition.js';
import { PackedTrials } from './packed-trials.js';
import { topicOf, type Topic } from './topic.js';
import type { TrialEntry } from './trial-entry.js';
import { codeOf, UNKNOWN, type TruthCode } from './truth-code.js';

/** What an empty record of some coverage answers to every leaf and condition; where most answers of a real one come from. */
interface Baseline {
  leaves: LeafCodes;
  conditions: Uint8Array;
}

export interface PatientCodes {
  leaves: LeafCodes;
  conditions: Uint8Array;
}

/**
 * The conditions of an index in the form in which a patient runs through them: leaves by topic, so that only what the
 * record speaks of is judged, and conditions by leaf, so that only what differs from an empty record is worked out.
 */
export class PackedIndex {
  readonly trials: PackedTrials;
  readonly leaves: CompiledLeaf[] = [];
  private readonly numbers = new Map<CompiledLeaf, number>();
  private readonly topics: { topic: Topic; leaves: number[] }[] = [];
  private readonly runs: (((codes: LeafCodes) => TruthCode) | undefined)[];
  /** Conditions of each leaf. */
  private readonly conditionsOf: number[][] = [];
  private readonly baselines = new Map<string, Baseline>();

  constructor(
    conditions: readonly (Condition | undefined)[],
    trials: readonly TrialEntry[],
    private readonly vocabulary: Vocabulary,
  ) {
    const byKey = new Map<string, number[]>();
    this.runs = conditions.map((condition) => {
      if (!condition) return undefined;
      for (const leaf of condition.leaves) this.enter(leaf, condition.id, byKey);
      return codedProgram(condition.program, (leaf) => this.numbers.get(leaf) ?? 0);
    });
    this.trials = new PackedTrials(trials, (leaf) => this.numbers.get(leaf) ?? 0);
  }

  private enter(leaf: CompiledLeaf, condition: number, byKey: Map<string, number[]>): void {
    let number = this.numbers.get(leaf);
    if (number === undefined) {
      number = this.leaves.length;
      this.numbers.set(leaf, number);
      this.leaves.push(leaf);
      this.conditionsOf.push([]);
      const topic = topicOf(leaf, this.vocabulary);
      let members = byKey.get(topic.key);
      if (!members) {
        byKey.set(topic.key, (members = []));
        this.topics.push({ topic, leaves: members });
      }
      members.push(number);
    }
    const users = this.conditionsOf[number] as number[];
    if (users.at(-1) !== condition) users.push(condition);
  }

  /** A patient's answers to everything. */
  codesOf(patient: PatientContext): PatientCodes {
    const baseline = this.baseline(patient.world, patient.profile.coverage ?? []);
    const leaves = baseline.leaves.slice();
    const conditions = baseline.conditions.slice();
    const changed: number[] = [];
    for (const { topic, leaves: members } of this.topics) {
      if (!topic.isOn(patient)) continue;
      for (const number of members) {
        const code = codeOf((this.leaves[number] as CompiledLeaf).judge(patient));
        if (code === leaves[number]) continue;
        leaves[number] = code;
        changed.push(number);
      }
    }
    // 0 marks what has to be worked out anew; no truth has that code.
    for (const number of changed)
      for (const condition of this.conditionsOf[number] as number[]) conditions[condition] = 0;
    for (const number of changed)
      for (const condition of this.conditionsOf[number] as number[])
        if (conditions[condition] === 0) conditions[condition] = this.runs[condition]?.(leaves) ?? UNKNOWN;
    return { leaves, conditions };
  }

  private baseline(world: World, coverage: readonly CoverageDomain[]): Baseline {
    const key = `${world} ${coverage.toSorted().join()}`;
    let baseline = this.baselines.get(key);
    if (!baseline) this.baselines.set(key, (baseline = this.emptyAnswers(world, coverage)));
    return baseline;
  }

  private emptyAnswers(world: World, coverage: readonly CoverageDomain[]): Baseline {
    const profile = { patient: 'empty', facts: [], unmapped: [], coverage: [...coverage] };
    // Nothing is dated in an empty record, so the day does not matter.
    const empty = patientContext(profile, { asOf: '2000-01-01', world, vocabulary: this.vocabulary });
    const leaves = Uint8Array.from(this.leaves, (leaf) => codeOf(leaf.judge(empty)));
    return { leaves, conditions: Uint8Array.from(this.runs, (run) => run?.(leaves) ?? UNKNOWN) };
  }
}
