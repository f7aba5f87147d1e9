import type { CompiledLeaf } from '../../evaluation/compiled-leaf.js';
import { byTail } from '../rank.js';
import type { ScopeEntry, TrialEntry } from './trial-entry.js';

/** Flags of a packed criterion. */
export const NEGATED = 1;
export const EXCLUDES = 2;
export const KEY = 4;
export const ANCHOR = 8;

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
  /** Position of each trial in the order that decides where a patient's rank is equal. */
  readonly tails: Int32Array;
  readonly starts: Int32Array;
  readonly conditions: Int32Array;
  /** Where the answer to each of those conditions stands among a patient's codes. */
  readonly slots: Int32Array;
  readonly flags: Uint8Array;
  readonly priors: Float64Array;
  readonly hasKey: Uint8Array;
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
  ) {
    const pairs = trials.flatMap((trial) => trial.scopes.map((scope) => ({ trial, scope })));
    this.scopes = pairs.map(({ scope }) => scope);
    for (const [number, scope] of this.scopes.entries()) this.numbers.set(scope, number);
    this.firstScope = offsets(trials.map((trial) => trial.scopes.length));
    this.trialOf = Int32Array.from(trials.flatMap((trial, t) => trial.scopes.map(() => t)));
    for (const [t, { subjects }] of trials.entries()) for (const subject of subjects) this.listOf(subject).push(t);
    this.tails = tailsOf(trials);
    this.starts = offsets(pairs.map(({ scope }) => scope.criteria.length));
    const criteria = pairs.flatMap(({ trial, scope }) => scope.criteria.flatMap((position) => trial.criteria[position] ?? [])); // prettier-ignore
    this.conditions = Int32Array.from(criteria, ({ condition }) => condition);
    this.slots = this.conditions.map((condition) => slotOfCondition[condition] as number);
    this.flags = Uint8Array.from(
      criteria,
      ({ negated, excludes, key, anchor }) =>
        (negated ? NEGATED : 0) | (excludes ? EXCLUDES : 0) | (key ? KEY : 0) | (anchor ? ANCHOR : 0),
    );
    this.priors = Float64Array.from(criteria, ({ prior }) => prior);
    this.hasKey = Uint8Array.from(this.scopes, ({ hasKey }) => Number(hasKey));
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

  /** Numbers of the trials that speak of any of these genes and drug classes. */
  naming(subjects: ReadonlySet<string>): ReadonlySet<number> {
    return new Set([...subjects].flatMap((subject) => this.bySubject.get(subject) ?? []));
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
