import { asNarrowed, isNarrowed, withoutPresumption, type CompiledLeaf } from '../../evaluation/compiled-leaf.js';
import type { EntryQuestion } from '../../evaluation/entry-question.js';
import type { PatientContext } from '../../evaluation/patient-context.js';
import { Kept } from '../../logic/kept.js';
import type { Truth } from '../../logic/truth.js';
import { judge, KEPT_ENTRIES, type LeafGroup, type Members } from './leaf-group.js';
import { MOST_ENTRIES, type AskedOfEntries, type ByQuestion } from './leaf-topic.js';
import { codeOf, TRUE, UNKNOWN } from './truth-code.js';

/** A truth as a number: the least of several is their conjunction, the greatest their disjunction. */
const NOT_ASKED = 0;
const IS_FALSE = 1;
const IS_OPEN = 2;
const IS_TRUE = 3;

const gradeOf = (truth: Truth): number => (truth === 'true' ? IS_TRUE : truth === 'unknown' ? IS_OPEN : IS_FALSE);

/** The leaves that ask about an entry, by their place in the group, and whether it surely is one of the things they name. */
interface Met {
  places: Int32Array;
  isNamed: Uint8Array;
}

/** Leaves of a list kind, answered by what the entries of a record answer to the questions that they share. */
export class QuestionGroup implements LeafGroup {
  private readonly met = new Kept<Met>(KEPT_ENTRIES);
  private readonly questions: EntryQuestion<unknown>[] = [];
  /** Leaf `p` of the group asks the questions listed from `starts[p]` up to `starts[p + 1]`. */
  private readonly starts: Int32Array;
  private readonly listed: Int32Array;
  private readonly asked: readonly (AskedOfEntries<unknown> | undefined)[];
  /** Of each leaf, 1 where a number of entries decides and not the best one. */
  private readonly counts: Uint8Array;
  /** Of each leaf, 1 where what meets it is borderline. */
  private readonly narrowed: Uint8Array;
  /** One leaf for each thing or list of things that leaves name, and which of them each leaf of the group names. */
  private readonly naming: CompiledLeaf[] = [];
  private readonly names: Int32Array;
  /** What the entry at hand has answered so far, by question. */
  private readonly answers: Uint8Array;
  /** Of each leaf: the patient for whom it was touched last, its best entry, and the entries that surely and possibly count. */
  private readonly touchedFor: Uint32Array;
  private readonly best: Uint8Array;
  private readonly sure: Int32Array;
  private readonly possible: Int32Array;
  private readonly touched: Int32Array;
  private patients = 0;

  constructor(
    private readonly topic: ByQuestion<unknown>,
    private readonly members: Members,
  ) {
    const { leaves, numbers } = members;
    const size = numbers.length;
    const all = numbers.map((number) => leaves[number] as CompiledLeaf);
    this.asked = all.map((leaf) => topic.asked(leaf));
    this.counts = Uint8Array.from(this.asked, (asked) => Number(asked?.counted !== undefined));
    this.narrowed = Uint8Array.from(all, ({ parameters }) => Number(isNarrowed(parameters)));
    const named = new Map<string, number>();
    this.names = Int32Array.from(all, (leaf) => {
      const name = topic.named(leaf);
      let id = named.get(name);
      if (id === undefined) named.set(name, (id = this.naming.push(leaf) - 1));
      return id;
    });
    const known = new Map<string, number>();
    const enter = (question: EntryQuestion<unknown>): number => {
      let id = known.get(question.key);
      if (id === undefined) known.set(question.key, (id = this.questions.push(question) - 1));
      return id;
    };
    const lists = this.asked.map((asked) => (asked?.questions ?? []).map(enter));
    this.starts = new Int32Array(size + 1);
    for (const [p, list] of lists.entries()) this.starts[p + 1] = (this.starts[p] as number) + list.length;
    this.listed = Int32Array.from(lists.flat());
    this.answers = new Uint8Array(this.questions.length);
    this.touchedFor = new Uint32Array(size);
    this.best = new Uint8Array(size);
    this.sure = new Int32Array(size);
    this.possible = new Int32Array(size);
    this.touched = new Int32Array(size);
  }

  answer(patient: PatientContext, codes: Uint8Array): void {
    const entries = this.topic.entriesOf(patient);
    if (entries.length === 0) return;
    const whole = patient.world === 'closed' || !this.topic.isSimple(patient);
    const countable = entries.length <= MOST_ENTRIES;
    this.patients = (this.patients + 1) >>> 0;
    let touched = 0;
    const { touchedFor, best, counts, patients } = this;
    for (let e = 0; e < entries.length; e++) {
      const { places, isNamed } = this.metBy(entries[e], patient);
      this.answers.fill(NOT_ASKED);
      for (let i = 0; i < places.length; i++) {
        const place = places[i] as number;
        if (touchedFor[place] !== patients) {
          touchedFor[place] = patients;
          this.touched[touched++] = place;
          best[place] = IS_FALSE;
          this.sure[place] = 0;
          this.possible[place] = 0;
        }
        if (whole || best[place] === IS_TRUE) continue;
        const truth = this.truthFor(place, isNamed[i] as number, entries[e], patient);
        if (counts[place] === 1) {
          if (truth === IS_TRUE) this.sure[place] = (this.sure[place] as number) | (1 << e);
          if (truth !== IS_FALSE) this.possible[place] = (this.possible[place] as number) | (1 << e);
        } else if (truth > (best[place] as number)) best[place] = truth;
      }
    }
    for (let t = 0; t < touched; t++) {
      const place = this.touched[t] as number;
      this.write(place, patient, codes, whole || (!countable && counts[place] === 1));
    }
  }

  /** All that a leaf asks must hold of the entry. */
  private truthFor(place: number, isNamed: number, entry: unknown, patient: PatientContext): number {
    const { answers, listed, questions } = this;
    let truth = isNamed;
    const end = this.starts[place + 1] as number;
    for (let i = this.starts[place] as number; i < end; i++) {
      const question = listed[i] as number;
      let answer = answers[question] as number;
      if (answer === NOT_ASKED)
        answers[question] = answer = gradeOf((questions[question] as EntryQuestion<unknown>).ask(entry, patient));
      if (answer < truth) truth = answer;
      if (truth === IS_FALSE) break;
    }
    return truth;
  }

  /** Where no entry counts, the answer is that of a record without entries, which stands there already. */
  private write(place: number, patient: PatientContext, codes: Uint8Array, whole: boolean): void {
    const number = this.members.numbers[place] as number;
    const asked = this.asked[place];
    if (whole || !asked) {
      codes[number] = judge(this.members, number, patient);
    } else if (asked.counted) {
      const possible = this.possible[place] as number;
      if (possible === 0) return;
      const counted = asked.counted(this.sure[place] as number, possible, patient);
      const { refused } = this.members.leaves[number] as CompiledLeaf;
      const verdict = { truth: counted.truth, ...(counted.presumed && { presumed: true as const }) };
      codes[number] = codeOf(withoutPresumption(this.narrowed[place] ? asNarrowed(verdict) : verdict, refused));
    } else if (this.best[place] !== IS_FALSE) {
      codes[number] = this.best[place] === IS_TRUE && !this.narrowed[place] ? TRUE : UNKNOWN;
    }
  }

  private metBy(entry: unknown, patient: PatientContext): Met {
    return this.met.get(this.topic.identity(entry), () => {
      const grades = this.naming.map((leaf) => gradeOf(this.topic.isNamed(entry, leaf, patient)));
      const gradeAt = (place: number): number => grades[this.names[place] as number] as number;
      const places = Int32Array.from([...this.names.keys()].filter((place) => gradeAt(place) !== IS_FALSE));
      return { places, isNamed: Uint8Array.from(places, gradeAt) };
    });
  }
}
