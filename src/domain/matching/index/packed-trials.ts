import type { CompiledLeaf } from '../../evaluation/compiled-leaf.js';
import { byTail } from '../rank.js';
import { ANCHOR, CriterionEffects, EXCLUDES, KEY, NEGATED, OWN_PRIOR, PRIOR } from './criterion-effects.js';
import type { ScopeEntry, TrialEntry } from './trial-entry.js';

/**
 * The scopes of all trials as a few long arrays, so that the pass of a patient over all trials walks through memory from
 * end to end. Scope `s` has the criteria from `starts[s]` up to `starts[s + 1]`; likewise its biomarkers and cancers.
 */
export class PackedTrials {
  readonly scopes: readonly ScopeEntry[];
  /** First scope of each trial, and the number of scopes at the end. */
  readonly firstScope: Int32Array;
  /** The trial of each scope. */
  readonly trialOf: Int32Array;
  /** What each trial is for, see `Rank`. */
  readonly purposes: Uint8Array;
  /** Position of each trial in the order that decides where a patient's rank is equal. */
  readonly tails: Int32Array;
  readonly starts: Int32Array;
  readonly conditions: Int32Array;
  /** Where the answer to each of those conditions stands among a patient's codes. */
  readonly slots: Int32Array;
  /** Flags of each of those criteria in the lowest four bits, and above them the number of its prior. */
  readonly traits: Uint16Array;
  /** What each trait does with an answer. */
  readonly effects: CriterionEffects;
  readonly hasKey: Uint8Array;
  /** Of each scope, 1 where it takes patients. */
  readonly opens: Uint8Array;
  readonly biomarkerStarts: Int32Array;
  readonly biomarkerLeaves: Int32Array;
  readonly biomarkerRanks: Uint8Array;
  readonly cancerStarts: Int32Array;
  readonly cancerLeaves: Int32Array;
  /** Trials that speak of a gene or drug class. */
  private readonly bySubject = new Map<string, number[]>();
  private readonly numbers = new Map<ScopeEntry, number>();

  constructor(
    readonly trials: readonly TrialEntry[],
    numberOf: (leaf: CompiledLeaf) => number,
    slotOfCondition: Int32Array,
    lowConfidence: number,
  ) {
    const pairs = trials.flatMap((trial) => trial.scopes.map((scope) => ({ trial, scope })));
    this.scopes = pairs.map(({ scope }) => scope);
    for (const [number, scope] of this.scopes.entries()) this.numbers.set(scope, number);
    this.firstScope = offsets(trials.map((trial) => trial.scopes.length));
    this.trialOf = Int32Array.from(trials.flatMap((trial, t) => trial.scopes.map(() => t)));
    for (const [t, { subjects }] of trials.entries()) for (const subject of subjects) this.listOf(subject).push(t);
    this.purposes = Uint8Array.from(trials, ({ purposeRank }) => purposeRank);
    this.tails = tailsOf(trials);
    this.starts = offsets(pairs.map(({ scope }) => scope.criteria.length));
    const criteria = pairs.flatMap(({ trial, scope }) => scope.criteria.flatMap((position) => trial.criteria[position] ?? [])); // prettier-ignore
    this.conditions = Int32Array.from(criteria, ({ condition }) => condition);
    this.slots = this.conditions.map((condition) => slotOfCondition[condition] as number);
    const chances = [...new Set(criteria.map(({ prior }) => prior))];
    this.effects = new CriterionEffects([1, lowConfidence, ...chances]);
    // Priors are chosen among those of the kinds, of which there are a few dozen.
    if (OWN_PRIOR + chances.length > 0xffff >> PRIOR) throw new RangeError(`${chances.length} priors are too many`);
    const numberOfPrior = new Map(chances.map((prior, i) => [prior, OWN_PRIOR + i]));
    this.traits = Uint16Array.from(
      criteria,
      ({ negated, excludes, key, anchor, prior }) =>
        (negated ? NEGATED : 0) | (excludes ? EXCLUDES : 0) | (key ? KEY : 0) | (anchor ? ANCHOR : 0) | ((numberOfPrior.get(prior) ?? 0) << PRIOR), // prettier-ignore
    );
    this.hasKey = Uint8Array.from(this.scopes, ({ hasKey }) => Number(hasKey));
    this.opens = Uint8Array.from(this.scopes, ({ open }) => Number(open));
    const within = <R extends { criterion: number }>(refs: readonly R[], scope: ScopeEntry): R[] =>
      refs.filter((ref) => scope.criteria.includes(ref.criterion));
    const biomarkers = pairs.map(({ trial, scope }) => within(trial.biomarkers, scope));
    this.biomarkerStarts = offsets(biomarkers.map((refs) => refs.length));
    this.biomarkerLeaves = Int32Array.from(biomarkers.flat(), ({ leaf }) => numberOf(leaf));
    this.biomarkerRanks = Uint8Array.from(biomarkers.flat(), ({ rank }) => rank);
    const cancers = pairs.map(({ trial, scope }) => within(trial.cancers, scope));
    this.cancerStarts = offsets(cancers.map((refs) => refs.length));
    this.cancerLeaves = Int32Array.from(cancers.flat(), ({ leaf }) => numberOf(leaf));
  }

  /** 1 for each of the trials that speaks of any of these genes and drug classes. */
  naming(subjects: ReadonlySet<string>): Uint8Array {
    const named = new Uint8Array(this.trials.length);
    for (const subject of subjects) for (const trial of this.bySubject.get(subject) ?? []) named[trial] = 1;
    return named;
  }

  private listOf(subject: string): number[] {
    let list = this.bySubject.get(subject);
    if (!list) this.bySubject.set(subject, (list = []));
    return list;
  }

  /** @throws RangeError on a scope of another index. */
  numberOf(scope: ScopeEntry): number {
    const number = this.numbers.get(scope);
    if (number === undefined) throw new RangeError(`no scope ${scope.id}`);
    return number;
  }
}

function tailsOf(trials: readonly TrialEntry[]): Int32Array {
  const tails = new Int32Array(trials.length);
  const order = [...trials.keys()].sort((a, b) => byTail(trials[a] as TrialEntry, trials[b] as TrialEntry));
  for (const [position, trial] of order.entries()) tails[trial] = position;
  return tails;
}

/** Running sums, with 0 before the first. */
function offsets(lengths: readonly number[]): Int32Array {
  const sums = new Int32Array(lengths.length + 1);
  for (const [i, length] of lengths.entries()) sums[i + 1] = (sums[i] as number) + length;
  return sums;
}
