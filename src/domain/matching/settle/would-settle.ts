import type { LeafKind } from '../../criteria/model.js';
import { EXCLUDES, NEGATED } from '../index/criterion-effects.js';
import type { PackedTrials } from '../index/packed-trials.js';
import type { CriterionEntry } from '../index/trial-entry.js';
import { UNKNOWN } from '../index/truth-code.js';
import type { PatientSheet } from '../patient-sheet.js';
import { settlingFacts, type Settling } from './condition-facts.js';

/** One unknown fact and the criteria of a trial it would decide. */
export interface SettlingFact {
  fact: string;
  kind: LeafKind;
  /** Ids of the criteria that it decides alone, or has a part in where it decides none alone. */
  criteria: string[];
  /** Some value of it excludes the patient, whatever else is unknown. */
  canExclude: boolean;
  /** It alone decides at least one criterion. */
  decisive: boolean;
}

/** Some milliseconds of work. */
const SCOPES_AT_ONCE = 100;

/** Which unknown facts a patient's undecided conditions wait for; each condition is looked into once. */
export class SettlingSheet {
  /** As long as it may become: an array that grows in leaps is a table to look up. */
  private readonly byCondition: (Settling[] | undefined)[];

  constructor(private readonly sheet: PatientSheet) {
    this.byCondition = new Array<Settling[] | undefined>(sheet.index.packed().graph.slots.length);
  }

  of(condition: number): Settling[] {
    return (this.byCondition[condition] ??= settlingFacts(this.sheet.index.condition(condition), this.sheet));
  }

  /**
   * Over many scopes that exclude nothing: how many each fact would settle, that is, has a value that excludes the
   * patient from it, or decides its only open criterion. Yields where the work may pause: it takes tenths of a second.
   */
  *overTrials(scopes: Int32Array): Generator<undefined, { fact: string; trials: number }[]> {
    const counts = new Map<string, number>();
    const seen = new Set<string>();
    const { trials, codes } = this.sheet;
    for (const [i, scope] of scopes.entries()) {
      if (i % SCOPES_AT_ONCE === 0) yield;
      seen.clear();
      const open = openCriteria(trials, scope, codes);
      for (const c of open)
        for (const { fact, canMakeTrue, canMakeFalse } of this.of(trials.conditions[c] as number)) {
          const flags = trials.traits[c] as number;
          const excludes = flags & EXCLUDES && (flags & NEGATED ? canMakeTrue : canMakeFalse);
          if (excludes || (open.length === 1 && (canMakeTrue || canMakeFalse))) seen.add(fact);
        }
      for (const fact of seen) counts.set(fact, (counts.get(fact) ?? 0) + 1);
    }
    return [...counts]
      .map(([fact, trials]) => ({ fact, trials }))
      .sort((a, b) => b.trials - a.trials || (a.fact < b.fact ? -1 : 1));
  }

  /** The facts that the unknown criteria of a scope wait for, most decisive first. */
  ofScope(unknown: readonly CriterionEntry[]): SettlingFact[] {
    const facts = new Map<string, SettlingFact & { shared: string[]; least: number }>();
    for (const entry of unknown)
      for (const settling of this.of(entry.condition)) {
        const known = facts.get(settling.fact) ?? {
          fact: settling.fact,
          kind: settling.kind,
          criteria: [],
          shared: [],
          canExclude: false,
          decisive: false,
          least: 1,
        };
        facts.set(settling.fact, known);
        note(known, entry, settling);
      }
    return [...facts.values()]
      .sort((a, b) => mostDecisive(a, b))
      .map(({ shared, least: _, ...fact }) => ({ ...fact, criteria: fact.decisive ? fact.criteria : shared }));
  }
}

function note(
  fact: SettlingFact & { shared: string[]; least: number },
  entry: CriterionEntry,
  settling: Settling,
): void {
  fact.shared.push(entry.criterion.id);
  if (!settling.canMakeTrue && !settling.canMakeFalse) return;
  fact.decisive = true;
  fact.criteria.push(entry.criterion.id);
  fact.least = Math.min(fact.least, entry.prior);
  fact.canExclude ||= entry.excludes && (entry.negated ? settling.canMakeTrue : settling.canMakeFalse);
}

type Counted = SettlingFact & { least: number };

/** Facts that can exclude first, then the less likely to be met, then those that decide more criteria, then by name. */
const mostDecisive = (a: Counted, b: Counted): number =>
  Number(b.canExclude) - Number(a.canExclude) ||
  a.least - b.least ||
  b.criteria.length - a.criteria.length ||
  (a.fact < b.fact ? -1 : 1);

function openCriteria({ starts, slots }: PackedTrials, scope: number, codes: Uint8Array): number[] {
  const open: number[] = [];
  const end = starts[scope + 1] as number;
  for (let i = starts[scope] as number; i < end; i++) if (codes[slots[i] as number] === UNKNOWN) open.push(i);
  return open;
}
