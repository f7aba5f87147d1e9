import type { Criterion, EligibilityDocument, Scope } from '../../criteria/model.js';
import { canExclude } from '../../evaluation/document.js';
import { compileExpression, type LeafTable, type Program } from '../../evaluation/program.js';
import type { Vocabulary } from '../../vocabulary/vocabulary.js';
import { isAnchor, isKey } from '../key-kinds.js';
import { priorOf, type Priors } from '../priors.js';
import { phaseRank, purposeRank, updatedRank } from '../rank.js';
import { biomarkerRank, cancerCodes } from '../specificity.js';
import { makeCondition, programKey, type Condition } from './condition.js';
import { exclusionOrder } from './exclusion-order.js';
import { subjectsOfTrial } from './named-subjects.js';
import { PackedIndex } from './packed-index.js';
import type { CriterionEntry, ScopeEntry, TrialEntry, TrialListing } from './trial-entry.js';

/** The scope of a document that names none: the whole trial. */
export const WHOLE_TRIAL = 'all';

export const trialKey = (document: EligibilityDocument): string => `${document.trial.registry}:${document.trial.id}`;

/**
 * All documents in force, compiled: unique leaves, unique conditions, and per trial the criteria of every scope.
 * Trials come and go one by one; a condition that nobody uses any more is dropped.
 */
export class MatchIndex {
  readonly leaves: LeafTable = new Map();
  /** Sparse: dropped conditions leave a hole, so that ids stay what they are. */
  readonly conditions: (Condition | undefined)[] = [];
  private readonly byProgram = new Map<string, Condition>();
  private readonly byTrial = new Map<string, TrialEntry>();
  private inOrder: readonly TrialEntry[] | undefined;
  private packedNow: PackedIndex | undefined;
  private changes = 0;

  constructor(
    readonly vocabulary: Vocabulary,
    readonly priors: Priors,
  ) {}

  /** In the order of their keys, so that the order of adding never shows. */
  trials(): readonly TrialEntry[] {
    return (this.inOrder ??= [...this.byTrial.values()].sort((a, b) => (a.key < b.key ? -1 : 1)));
  }

  /** An index of some of the trials: whoever asks about a few need not answer all. */
  only(trials: readonly TrialEntry[]): MatchIndex {
    if (trials.length === this.size) return this;
    const some = new MatchIndex(this.vocabulary, this.priors);
    for (const { document, listing } of trials) some.add(document, listing);
    return some;
  }

  /** The form in which patients run through the index; made anew after a change. */
  packed(): PackedIndex {
    return (this.packedNow ??= new PackedIndex(
      this.conditions,
      this.trials(),
      this.vocabulary,
      this.priors.lowConfidence,
    ));
  }

  /** Differs after every change: what was worked out before one must not be mixed with what comes after it. */
  get revision(): number {
    return this.changes;
  }

  get size(): number {
    return this.byTrial.size;
  }

  trial(key: string): TrialEntry | undefined {
    return this.byTrial.get(key);
  }

  /** Adds a trial, or puts a new version in the place of the old. @throws RangeError on an expression that cannot be compiled. */
  add(document: EligibilityDocument, listing: TrialListing = {}): TrialEntry {
    const key = trialKey(document);
    const compiled = document.criteria
      .filter((criterion) => criterion.requirement !== 'informational')
      .map((criterion) => ({
        criterion,
        program: compileExpression(criterion.when, criterion.section, this.vocabulary, this.leaves),
      }));
    this.remove(key);
    const criteria = compiled
      .map(({ criterion, program }) => this.criterionEntry(criterion, program))
      .sort((a, b) => exclusionOrder(this.kindsOf(a)) - exclusionOrder(this.kindsOf(b)));
    const entry: TrialEntry = {
      key,
      document,
      listing: { ...listing, ...titleAndStatus(document, listing) },
      criteria,
      scopes: scopesOf(document, criteria),
      ...this.specifics(criteria),
      subjects: subjectsOfTrial(document, titleAndStatus(document, listing).title, this.vocabulary),
      purposeRank: purposeRank(listing),
      phaseRank: phaseRank(listing.phase),
      updatedRank: updatedRank(listing.updated),
    };
    this.byTrial.set(key, entry);
    this.changed();
    return entry;
  }

  /** Whether there was such a trial. */
  remove(key: string): boolean {
    const entry = this.byTrial.get(key);
    if (!entry) return false;
    this.byTrial.delete(key);
    this.changed();
    for (const { condition: id } of entry.criteria) {
      const condition = this.condition(id);
      condition.uses -= 1;
      if (condition.uses > 0) continue;
      this.conditions[id] = undefined;
      this.byProgram.delete(condition.key);
    }
    return true;
  }

  private changed(): void {
    this.inOrder = undefined;
    this.packedNow = undefined;
    this.changes += 1;
  }

  /** @throws RangeError where there is no such condition. */
  condition(id: number): Condition {
    const condition = this.conditions[id];
    if (!condition) throw new RangeError(`no condition ${id}`);
    return condition;
  }

  private kindsOf = (entry: CriterionEntry) => this.condition(entry.condition).kinds;

  private criterionEntry(criterion: Criterion, program: Program): CriterionEntry {
    const condition = this.share(program);
    condition.uses += 1;
    return {
      criterion,
      condition: condition.id,
      negated: criterion.section === 'exclusion',
      excludes: canExclude(criterion),
      key: isKey(condition.kinds),
      anchor: criterion.section !== 'exclusion' && isAnchor(condition.kinds),
      prior: priorOf(criterion.when, criterion.section, this.priors),
    };
  }

  private share(program: Program): Condition {
    const key = programKey(program);
    const known = this.byProgram.get(key);
    if (known) return known;
    const condition = makeCondition(this.conditions.length, key, program);
    this.conditions.push(condition);
    this.byProgram.set(key, condition);
    return condition;
  }

  private specifics(criteria: readonly CriterionEntry[]): Pick<TrialEntry, 'biomarkers' | 'cancers'> {
    const asked = criteria.flatMap((entry, criterion) =>
      entry.negated ? [] : this.condition(entry.condition).leaves.map((leaf) => ({ criterion, leaf })),
    );
    return {
      biomarkers: asked
        .map((ref) => ({ ...ref, rank: biomarkerRank(ref.leaf) }))
        .filter((ref) => ref.rank > 0)
        .sort((a, b) => b.rank - a.rank),
      cancers: asked.map((ref) => ({ ...ref, codes: cancerCodes(ref.leaf) })).filter((ref) => ref.codes.length > 0),
    };
  }
}

const titleAndStatus = ({ trial }: EligibilityDocument, listing: TrialListing): TrialListing => {
  const title = listing.title ?? trial.title;
  const status = listing.status ?? trial.status;
  return { ...(title !== undefined && { title }), ...(status !== undefined && { status }) };
};

function scopesOf(document: EligibilityDocument, criteria: readonly CriterionEntry[]): ScopeEntry[] {
  const declared = document.scopes ?? [];
  const entryOf = (id: string, open: boolean, positions: readonly number[]): ScopeEntry => ({
    id,
    open,
    criteria: positions,
    hasKey: positions.some((position) => criteria[position]?.key),
  });
  if (declared.length === 0) return [entryOf(WHOLE_TRIAL, true, [...criteria.keys()])];
  return declared.map((scope) => {
    const binding = bindingScopes(scope, declared);
    const positions = criteria.flatMap(({ criterion }, i) => (binding.has(criterion.scope) ? [i] : []));
    return entryOf(scope.id, scope.open ?? true, positions);
  });
}

/** The scope, the scopes it lies in, and the whole trial. */
function bindingScopes(scope: Scope, declared: readonly Scope[]): ReadonlySet<string> {
  const ids = new Set([WHOLE_TRIAL]);
  for (let at: Scope | undefined = scope; at && !ids.has(at.id);) {
    ids.add(at.id);
    const parent: string | undefined = at.parent;
    at = declared.find((other) => other.id === parent);
  }
  return ids;
}
