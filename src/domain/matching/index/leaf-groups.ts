import type { CompiledLeaf } from '../../evaluation/compiled-leaf.js';
import type { PatientContext } from '../../evaluation/patient-context.js';
import { Kept } from '../../logic/kept.js';
import type { AllOrNone, ByEntry, LeafTopic, Repeated, TwiceRepeated } from './leaf-topic.js';
import { judge, KEPT_ENTRIES, type LeafGroup, type Members } from './leaf-group.js';
import { QuestionGroup } from './question-group.js';
import type { Standing } from './standing.js';

export function leafGroup(topic: LeafTopic, members: Members): LeafGroup {
  switch (topic.reach) {
    case 'allOrNone':
      return new AllOrNoneGroup(topic, members);
    case 'byEntry':
      return new EntryGroup(topic, members);
    case 'byQuestion':
      return new QuestionGroup(topic, members);
    case 'repeated':
      return new RepeatedGroup(topic, members);
    case 'twiceRepeated':
      return new TwiceRepeatedGroup(topic, members);
  }
}

class AllOrNoneGroup implements LeafGroup {
  constructor(
    private readonly topic: AllOrNone,
    private readonly members: Members,
  ) {}

  answer(patient: PatientContext, codes: Uint8Array): void {
    if (!this.topic.isOn(patient)) return;
    for (const number of this.members.numbers) codes[number] = judge(this.members, number, patient);
  }
}

/** The leaves that an entry meets, and what they answer. */
interface Answers {
  numbers: Int32Array;
  codes: Uint8Array;
}

class EntryGroup implements LeafGroup {
  private readonly met = new Kept<Int32Array>(KEPT_ENTRIES);
  /** Of entries that decide alone. */
  private readonly kept = { open: new Kept<Answers>(KEPT_ENTRIES), closed: new Kept<Answers>(KEPT_ENTRIES) };
  /** The patient for whom each leaf was judged last, so that two entries do not have it judged twice. */
  private readonly judgedFor: Uint32Array;
  private patients = 0;

  constructor(
    private readonly topic: ByEntry<unknown>,
    private readonly members: Members,
  ) {
    this.judgedFor = new Uint32Array(1 + (members.numbers.at(-1) ?? 0));
  }

  answer(patient: PatientContext, codes: Uint8Array): void {
    const entries = this.topic.entriesOf(patient);
    if (entries.length === 0) return;
    if (this.topic.alone) {
      for (const entry of entries) this.write(this.answersOf(entry, patient), codes);
      return;
    }
    this.patients = (this.patients + 1) >>> 0;
    for (const entry of entries)
      for (const number of this.metBy(entry, patient)) {
        if (this.judgedFor[number] === this.patients) continue;
        this.judgedFor[number] = this.patients;
        codes[number] = judge(this.members, number, patient);
      }
  }

  private answersOf(entry: unknown, patient: PatientContext): Answers {
    return this.kept[patient.world].get(this.topic.identity(entry), () => {
      const { leaves, numbers } = this.members;
      const met = numbers.filter((number) => this.topic.mayMeet(entry, leaves[number] as CompiledLeaf, patient));
      return { numbers: Int32Array.from(met), codes: Uint8Array.from(met, (number) => judge(this.members, number, patient)) }; // prettier-ignore
    });
  }

  private write({ numbers, codes: answers }: Answers, codes: Uint8Array): void {
    for (let i = 0; i < numbers.length; i++) codes[numbers[i] as number] = answers[i] as number;
  }

  private metBy(entry: unknown, patient: PatientContext): Int32Array {
    const { leaves, numbers } = this.members;
    return this.met.get(this.topic.identity(entry), () =>
      Int32Array.from(numbers.filter((number) => this.topic.mayMeet(entry, leaves[number] as CompiledLeaf, patient))),
    );
  }
}

/** Whole groups whose answers many patients share: a hospital has more patients than ways to name a diagnosis. */
const KEPT_ANSWERS = 2000;

class RepeatedGroup implements LeafGroup {
  private readonly kept = { open: new Kept<Uint8Array>(KEPT_ANSWERS), closed: new Kept<Uint8Array>(KEPT_ANSWERS) };

  private readonly signature: Standing;
  private readonly numbers: Int32Array;

  constructor(
    topic: Repeated,
    private readonly members: Members,
  ) {
    this.numbers = Int32Array.from(members.numbers);
    this.signature = topic.signatures(members.numbers.map((number) => members.leaves[number] as CompiledLeaf));
  }

  answer(patient: PatientContext, codes: Uint8Array): void {
    const { numbers } = this;
    const signature = this.signature(patient);
    if (signature === undefined) return;
    const answers = this.kept[patient.world].get(signature, () =>
      Uint8Array.from(numbers, (number) => judge(this.members, number, patient)),
    );
    for (let i = 0; i < numbers.length; i++) codes[numbers[i] as number] = answers[i] as number;
  }
}

class TwiceRepeatedGroup implements LeafGroup {
  private readonly kept = { open: new Kept<Uint8Array>(KEPT_ANSWERS), closed: new Kept<Uint8Array>(KEPT_ANSWERS) };
  private readonly numbers: Int32Array;
  private readonly parts: readonly RepeatedGroup[];

  constructor(
    private readonly topic: TwiceRepeated,
    { leaves, numbers }: Members,
  ) {
    this.numbers = Int32Array.from(numbers);
    const parts = new Map<string, { part: Repeated; numbers: number[] }>();
    for (const number of numbers) {
      const part = topic.partOf(leaves[number] as CompiledLeaf);
      const known = parts.get(part.key);
      if (known) known.numbers.push(number);
      else parts.set(part.key, { part, numbers: [number] });
    }
    this.parts = [...parts.values()].map((found) => new RepeatedGroup(found.part, { leaves, numbers: found.numbers }));
  }

  answer(patient: PatientContext, codes: Uint8Array): void {
    const { numbers } = this;
    const standing = this.topic.rough(patient);
    if (standing === undefined) return;
    let asked = false;
    const answers = this.kept[patient.world].get(standing, () => {
      asked = true;
      for (const part of this.parts) part.answer(patient, codes);
      return Uint8Array.from(numbers, (number) => codes[number] as number);
    });
    if (!asked) for (let i = 0; i < numbers.length; i++) codes[numbers[i] as number] = answers[i] as number;
  }
}
