import type { CompiledLeaf } from '../../evaluation/compiled-leaf.js';
import type { PatientContext } from '../../evaluation/patient-context.js';
import { Kept } from '../../logic/kept.js';
import type { Vocabulary } from '../../vocabulary/vocabulary.js';
import { cancerCodes } from '../specificity.js';
import type { Condition } from './condition.js';
import type { LeafGroup } from './leaf-group.js';
import { leafGroup } from './leaf-groups.js';
import { topicOf, type LeafTopic } from './leaf-topic.js';
import { PackedTrials } from './packed-trials.js';
import { emptyAnswers, type EmptyAnswers } from './empty-answers.js';
import type { TrialEntry } from './trial-entry.js';
import { TruthGraph } from './truth-graph.js';

/** Every combination of the domains that records cover, in both worlds. */
const KEPT_BASELINES = 1024;

/**
 * The conditions of an index in the form in which a patient runs through them. The answers of an empty record are kept per
 * coverage; only leaves that the record can answer otherwise are judged, and one pass works out all conditions from them.
 */
export class PackedIndex {
  readonly trials: PackedTrials;
  readonly leaves: CompiledLeaf[] = [];
  readonly graph: TruthGraph;
  private readonly numbers = new Map<CompiledLeaf, number>();
  private readonly groups: readonly LeafGroup[];
  private readonly cancers: string[][] = [];
  private readonly presumptions: readonly EmptyAnswers[];
  private readonly baselines = new Kept<Uint8Array>(KEPT_BASELINES);

  constructor(
    conditions: readonly (Condition | undefined)[],
    trials: readonly TrialEntry[],
    private readonly vocabulary: Vocabulary,
    lowConfidence: number,
  ) {
    for (const condition of conditions) condition?.leaves.forEach((leaf) => this.enter(leaf));
    this.graph = new TruthGraph(conditions.map((condition) => condition?.program), this.leaves.length, this.numberOf); // prettier-ignore
    this.groups = this.grouped();
    this.presumptions = emptyAnswers(this.leaves, this.vocabulary);
    this.trials = new PackedTrials(trials, this.numberOf, this.graph.slots, lowConfidence);
  }

  private enter(leaf: CompiledLeaf): void {
    if (!this.numbers.has(leaf)) this.numbers.set(leaf, this.leaves.push(leaf) - 1);
  }

  /** @throws RangeError on a leaf of another index. */
  readonly numberOf = (leaf: CompiledLeaf): number => {
    const number = this.numbers.get(leaf);
    if (number === undefined) throw new RangeError(`no leaf ${leaf.key}`);
    return number;
  };

  /** The cancers that a leaf names; none where it asks about something else. */
  cancersOf(number: number): readonly string[] {
    return (this.cancers[number] ??= cancerCodes(this.leaves[number] as CompiledLeaf));
  }

  private grouped(): LeafGroup[] {
    const byTopic = new Map<string, { topic: LeafTopic; numbers: number[] }>();
    for (const [number, leaf] of this.leaves.entries()) {
      const topic = topicOf(leaf, this.vocabulary);
      const group = byTopic.get(topic.key);
      if (group) group.numbers.push(number);
      else byTopic.set(topic.key, { topic, numbers: [number] });
    }
    return [...byTopic.values()].map(({ topic, numbers }) => leafGroup(topic, { leaves: this.leaves, numbers }));
  }

  /** A patient's answers by slot: to every leaf, and to every condition and part of one. */
  codesOf(patient: PatientContext): Uint8Array {
    const codes = new Uint8Array(this.graph.size);
    this.answerLeaves(patient, codes);
    this.graph.run(codes);
    return codes;
  }

  /** Writes the answers to the leaves into the first slots of `codes`. */
  answerLeaves(patient: PatientContext, codes: Uint8Array): void {
    codes.set(this.baseline(patient));
    for (const group of this.groups) group.answer(patient, codes);
  }

  /** What an empty record of the patient's coverage answers to the leaves. */
  private baseline(patient: PatientContext): Uint8Array {
    const { world, profile } = patient;
    const coverage = profile.coverage ?? [];
    const name = patient.memo('world and coverage', () => `${world} ${coverage.toSorted().join()}`);
    return this.baselines.get(name, () => {
      const codes = new Uint8Array(this.leaves.length);
      for (const presumed of this.presumptions) presumed.answer(patient, codes);
      return codes;
    });
  }
}
