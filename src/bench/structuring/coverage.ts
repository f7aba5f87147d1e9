import type { Criterion, Expression, LeafKind } from '../../domain/criteria/model.js';
import type { StructuringInput } from '../../domain/structuring/input.js';
import type { ReadStatement } from '../../domain/structuring/read-trial.js';
import { coverageTypes, type LeafReading } from './coverage-types.js';

function* leaves(expression: Expression, criterion: Criterion): Generator<LeafReading> {
  if ('all' in expression) for (const member of expression.all) yield* leaves(member, criterion);
  else if ('any' in expression) for (const member of expression.any) yield* leaves(member, criterion);
  else if ('not' in expression) yield* leaves(expression.not, criterion);
  else if ('atLeast' in expression) for (const member of expression.atLeast.of) yield* leaves(member, criterion);
  else if ('if' in expression) {
    yield* leaves(expression.if, criterion);
    yield* leaves(expression.then, criterion);
    if (expression.else) yield* leaves(expression.else, criterion);
  } else
    for (const [kind, parameters] of Object.entries(expression))
      yield { kind: kind as LeafKind, parameters: parameters as Record<string, unknown>, criterion };
}

/** Share of the trials that mention a type which have a reading of it, per type. */
export class TypeCoverage {
  private readonly mentioned = new Map<string, number>();
  private readonly read = new Map<string, number>();
  private readonly sure = new Map<string, number>();
  private readonly missed = new Map<string, string[]>();

  add({ id, text }: StructuringInput, criteria: readonly Criterion[]): void {
    const found = criteria.filter((c) => c.section !== 'registry').flatMap((c) => [...leaves(c.when, c)]);
    for (const [name, type] of Object.entries(coverageTypes)) {
      if (!type.mention.test(text)) continue;
      const own = found.filter((leaf) => type.has(leaf));
      count(this.mentioned, name);
      if (own.length > 0) count(this.read, name);
      else this.missed.set(name, [...(this.missed.get(name) ?? []), id].slice(0, 8));
      if (own.some(({ criterion }) => criterion.confidence >= 0.8)) count(this.sure, name);
    }
  }

  report(): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries(coverageTypes).map(([name, { target }]) => {
        const mentioned = this.mentioned.get(name) ?? 0;
        const share = (map: Map<string, number>): number => round((map.get(name) ?? 0) / Math.max(1, mentioned));
        return [
          name,
          {
            trials: mentioned,
            read: share(this.read),
            atDecision: share(this.sure),
            target,
            missed: this.missed.get(name) ?? [],
          },
        ];
      }),
    );
  }
}

const count = (map: Map<string, number>, key: string, by = 1): void => void map.set(key, (map.get(key) ?? 0) + by);
const round = (value: number): number => Math.round(value * 1000) / 1000;

/** Below this a reading decides nothing. */
const decision = 0.8;

/** Share of the criterion lines that are read for decisions, and what stays unread. */
export class LineCoverage {
  private lines = 0;
  private computable = 0;
  private attested = 0;
  private parsed = 0;
  private readonly phrases = new Map<string, number>();

  add(statements: readonly ReadStatement[], criteria: readonly Criterion[]): void {
    for (const criterion of criteria) {
      if (criterion.section === 'registry') continue;
      const kinds = [...leaves(criterion.when, criterion)].map((leaf) => leaf.kind);
      this.lines += 1;
      if (criterion.basis === 'parsed') this.parsed += 1;
      if (criterion.confidence < decision || kinds.includes('unstructured')) continue;
      this.computable += 1;
      if (kinds.every((kind) => kind === 'attestation')) this.attested += 1;
    }
    for (const { result } of statements) {
      const words = result.unread.map((word) => word.toLowerCase());
      words.forEach((word, i) => {
        count(this.phrases, word);
        const next = words[i + 1];
        if (next !== undefined) count(this.phrases, `${word} ${next}`);
      });
    }
  }

  report(): Record<string, unknown> {
    return {
      criterionLines: this.lines,
      withAReading: round(this.parsed / this.lines),
      computableAtDecision: round(this.computable / this.lines),
      ofTheseAttestationsOnly: round(this.attested / this.lines),
      target: 0.55,
      mostFrequentUnread: [...this.phrases].sort((a, b) => b[1] - a[1]).slice(0, 50),
    };
  }
}
