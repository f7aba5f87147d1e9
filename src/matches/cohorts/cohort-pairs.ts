import { writeCohortLine, type CohortFormat, type CohortLine } from '../../domain/matching/cohort/cohort-line.js';
import type { CohortVerdict } from '../../domain/matching/cohort/cohort.js';
import { GRADES, gradeRank } from '../../domain/matching/grade.js';

export interface CohortPerson {
  id: string;
  deceased: boolean;
}

/** The pairs of one trial and one block of people, in columns: millions of them stay small. */
interface Segment {
  trial: string;
  scopes: readonly string[];
  people: Uint32Array;
  grades: Uint8Array;
  scores: Float64Array;
  scopeOf: Uint16Array;
}

/** The listed pairs of a cohort run, in the order in which they were judged. */
export class CohortPairs {
  private readonly people: CohortPerson[] = [];
  private readonly segments: Segment[] = [];
  /** Numbers of people who were erased since. */
  private readonly forgotten = new Set<number>();
  private pairs = 0;

  get count(): number {
    return this.pairs;
  }

  /** Registers a block of people; returns the number of its first. */
  addPeople(people: readonly CohortPerson[]): number {
    const first = this.people.length;
    for (const person of people) this.people.push(person);
    return first;
  }

  /** Verdicts of the block whose first person has the number `first`. */
  add(trial: string, scopes: readonly string[], first: number, all: readonly CohortVerdict[]): void {
    const verdicts =
      this.forgotten.size === 0 ? all : all.filter(({ patient }) => !this.forgotten.has(first + patient));
    if (verdicts.length === 0) return;
    const numbers = new Map(scopes.map((scope, i) => [scope, i]));
    this.pairs += verdicts.length;
    this.segments.push({
      trial,
      scopes,
      people: Uint32Array.from(verdicts, ({ patient }) => first + patient),
      grades: Uint8Array.from(verdicts, ({ grade }) => gradeRank(grade)),
      scores: Float64Array.from(verdicts, ({ score }) => score),
      scopeOf: Uint16Array.from(verdicts, ({ scope }) => numbers.get(scope) ?? 0),
    });
  }

  /** Ids of everybody who was judged. */
  ids(): string[] {
    return this.people.map(({ id }) => id);
  }

  /** Drops some people and every pair with them. What still comes about them is not listed either. */
  forget(ids: ReadonlySet<string>): void {
    for (const [number, { id }] of this.people.entries())
      if (ids.has(id)) {
        this.people[number] = { id: '', deceased: false };
        this.forgotten.add(number);
      }
    for (const [at, segment] of this.segments.entries()) {
      const kept = [...segment.people.keys()].filter((i) => !this.forgotten.has(segment.people[i] ?? 0));
      this.pairs -= segment.people.length - kept.length;
      if (kept.length < segment.people.length) this.segments[at] = picked(segment, kept);
    }
  }

  /** `count` pairs from position `start` on. */
  slice(start: number, count: number): CohortLine[] {
    const lines: CohortLine[] = [];
    let position = 0;
    for (const segment of this.segments) {
      const from = Math.max(0, start - position);
      for (let i = from; i < segment.people.length && lines.length < count; i++) lines.push(this.line(segment, i));
      position += segment.people.length;
      if (lines.length >= count) break;
    }
    return lines;
  }

  /** Every pair as text, some hundred lines at a time. */
  *write(format: CohortFormat, linesAtOnce = 500): Generator<string> {
    for (const segment of this.segments)
      for (let start = 0; start < segment.people.length; start += linesAtOnce) {
        let text = '';
        const end = Math.min(start + linesAtOnce, segment.people.length);
        for (let i = start; i < end; i++) text += writeCohortLine(this.line(segment, i), format);
        yield text;
      }
  }

  private line({ trial, scopes, people, grades, scores, scopeOf }: Segment, i: number): CohortLine {
    const person = this.people[people[i] ?? 0];
    return {
      patient: person?.id ?? '',
      trial,
      grade: GRADES[grades[i] ?? 3] ?? 'certainly-not',
      score: scores[i] ?? 0,
      scope: scopes[scopeOf[i] ?? 0] ?? 'all',
      deceased: person?.deceased ?? false,
    };
  }
}

/** The rows of a segment at some positions. */
const picked = (segment: Segment, rows: readonly number[]): Segment => ({
  ...segment,
  people: Uint32Array.from(rows, (i) => segment.people[i] ?? 0),
  grades: Uint8Array.from(rows, (i) => segment.grades[i] ?? 0),
  scores: Float64Array.from(rows, (i) => segment.scores[i] ?? 0),
  scopeOf: Uint16Array.from(rows, (i) => segment.scopeOf[i] ?? 0),
});
