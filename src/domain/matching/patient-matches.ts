import { patientContext, type World } from '../evaluation/patient-context.js';
import { isoDay } from '../logic/day.js';
import type { Profile } from '../patient/profile.js';
import { explainTrial } from './explain-trial.js';
import { SearchTexts } from './exchange/search-text.js';
import { GRADES, gradeRank, type Graded } from './grade.js';
import type { MatchIndex } from './index/match-index.js';
import type { TrialEntry } from './index/trial-entry.js';
import { PatientSheet } from './patient-sheet.js';
import { byRank, rankOf, type Rank } from './rank.js';
import { rankTrials, type RankOptions, type Ranking } from './rank-trials.js';
import type { Grade, MatchReport, TrialMatch } from './report.js';
import { SettlingSheet } from './settle/would-settle.js';
import { judgeTrial, type TrialVerdict } from './trial-verdict.js';

export interface MatchingOptions extends RankOptions {
  /** Full date; nothing else tells the time. */
  asOf: string;
  world?: World;
  /** List certainly-not too. */
  all?: boolean;
  /** List those certainly-not that only one criterion excludes, and that one can change. */
  nearMisses?: boolean;
}

/** What is told of a match beside its verdict; each costs more than the verdict itself. */
export interface Details {
  /** Results of every criterion. */
  criteria?: boolean;
  /** Which unknown facts would settle it. */
  wouldSettle?: boolean;
}

/** A match with those of its details that were asked for. */
export type DetailedMatch = Omit<TrialMatch, 'wouldSettle'> & Partial<Pick<TrialMatch, 'wouldSettle'>>;

interface Excluded {
  trial: TrialEntry;
  rank: Rank;
  recoverable: boolean;
}

/**
 * One patient matched against an index: every trial graded and put in order at once, everything else made when it is
 * asked for. Same inputs, same answers, whatever the order in which trials were added.
 */
export class PatientMatches {
  readonly counts: Readonly<Record<Grade, number>>;
  private readonly sheet: PatientSheet;
  private settlingSheet: SettlingSheet | undefined;
  private readonly searches: SearchTexts;
  private readonly ranked: Ranking;
  private readonly excludedTrials: readonly TrialEntry[];
  private excludedInOrder: readonly Excluded[] | undefined;

  constructor(
    index: MatchIndex,
    private readonly profile: Profile,
    private readonly options: MatchingOptions,
  ) {
    const { asOf, world = 'open' } = options;
    this.sheet = new PatientSheet(index, patientContext(profile, { asOf, world, vocabulary: index.vocabulary }));
    this.searches = new SearchTexts(this.sheet);
    const { counts, ranked, excluded } = rankTrials(this.sheet, options);
    this.counts = counts;
    this.ranked = ranked;
    this.excludedTrials = excluded;
  }

  /** Places of the list whose grades are wanted, best first; with `recoverableOnly` those where all that excludes can change. */
  places(grades: ReadonlySet<Grade>, recoverableOnly = false): number[] {
    const { ranked } = this;
    const places: number[] = [];
    const areAllWanted = GRADES.every((grade) => grade === 'certainly-not' || grades.has(grade));
    for (let place = 0; place < ranked.length && !recoverableOnly; place++)
      if (areAllWanted || grades.has(ranked.verdictAt(place).grade)) places.push(place);
    if (grades.has('certainly-not'))
      for (const [i, { recoverable }] of this.excluded().entries())
        if (recoverable || !recoverableOnly) places.push(ranked.length + i);
    return places;
  }

  /** The trial at a place of the list. @throws RangeError beyond the last. */
  trialAt(place: number): TrialEntry {
    return this.verdictAt(place).trial;
  }

  /** The match at a place of the list as a `search` element. @throws RangeError beyond the last. */
  searchAt(place: number): string {
    return this.searches.of(this.verdictAt(place));
  }

  private verdictAt(place: number): Graded & { trial: TrialEntry } {
    if (place < this.ranked.length) return this.ranked.verdictAt(place);
    const found = this.excluded()[place - this.ranked.length];
    if (!found) throw new RangeError(`no match at ${place}`);
    return { trial: found.trial, grade: 'certainly-not', score: 0 };
  }

  /** Places `from` to before `to` of the list, told in full. */
  slice(from: number, to: number, details: Details): DetailedMatch[] {
    const ranked = this.ranked.slice(from, to);
    const beyond = this.ranked.length;
    const excluded = to > beyond ? this.excluded().slice(Math.max(0, from - beyond), to - beyond) : [];
    return [...ranked, ...excluded].map(({ trial, rank }) => this.told(trial, rank, details));
  }

  /** What is told of the match at one place of the list. @throws RangeError beyond the last. */
  at(position: number, details: Details): DetailedMatch {
    const [found] = this.slice(position, position + 1, details);
    if (!found) throw new RangeError(`no match at ${position}`);
    return found;
  }

  /** The unknown facts ranked by how many of the trials that exclude nothing each would settle. Yields where the work may pause. */
  wouldSettle(): Generator<undefined, MatchReport['wouldSettle']> {
    return this.settling.overTrials(this.ranked.scopes);
  }

  private get settling(): SettlingSheet {
    return (this.settlingSheet ??= new SettlingSheet(this.sheet));
  }

  /** Excluded trials that are wanted in the list, in the order of their rank, after all others. */
  private excluded(): readonly Excluded[] {
    return (this.excludedInOrder ??= this.wantedOfExcluded());
  }

  private wantedOfExcluded(): Excluded[] {
    const { all, nearMisses, reach } = this.options;
    if (!all && !nearMisses) return [];
    return this.excludedTrials
      .flatMap((trial): Excluded[] => {
        const verdict = this.verdictOn(trial);
        if (!verdict || (!all && !isNearMiss(verdict))) return [];
        const scope = this.sheet.trials.numberOf(verdict.best.scope);
        const rankable = { trial, scope, grade: gradeRank(verdict.grade), score: verdict.score };
        const recoverable = verdict.recoverable ?? false;
        return [{ trial, recoverable, rank: rankOf(rankable, this.sheet, reach?.(trial) ?? {}) }];
      })
      .sort((a, b) => byRank(a.rank, b.rank));
  }

  private verdictOn(trial: TrialEntry): TrialVerdict | undefined {
    const { openScopesOnly = false } = this.options;
    return judgeTrial(trial, this.sheet, this.sheet.index.priors, { briefly: false, openScopesOnly });
  }

  private told(trial: TrialEntry, rank: Rank, { criteria, wouldSettle }: Details): DetailedMatch {
    const verdict = this.verdictOn(trial);
    if (!verdict) throw new RangeError(`${trial.key} has no scope to judge`);
    const { best, grade } = verdict;
    const review = reviewOf(verdict, this.profile);
    const { title, status } = trial.listing;
    const { registry, id, version } = trial.document.trial;
    return {
      trial: { registry, id, version, ...(title !== undefined && { title }), ...(status !== undefined && { status }) },
      grade,
      score: verdict.score,
      ...(verdict.recoverable !== undefined && { recoverable: verdict.recoverable }),
      ...(verdict.eligibleFrom !== undefined && { eligibleFrom: isoDay(verdict.eligibleFrom) }),
      ...(review.length > 0 && { review }),
      scopes: [best, ...verdict.scopes.filter((scope) => scope !== best)].map(({ scope, grade, score }) => ({
        id: scope.id,
        grade,
        score,
      })),
      ...(criteria && { criteria: explainTrial(trial, this.sheet) }),
      ...(wouldSettle && { wouldSettle: this.settlingOf(verdict) }),
      rank,
    };
  }

  private settlingOf({ grade, best }: TrialVerdict): TrialMatch['wouldSettle'] {
    const facts = grade === 'certainly-not' ? [] : this.settling.ofScope(best.unknown);
    return facts.map(({ fact, kind, criteria }) => ({ fact, kind, criteria }));
  }
}

/** Only one criterion of a scope excludes, and time or a new measurement can change that. */
const isNearMiss = (verdict: TrialVerdict): boolean =>
  verdict.scopes.some((scope) => scope.recoverable && scope.failing.length === 1);

/** Why a human should look before acting on a match. */
function reviewOf({ best }: TrialVerdict, profile: Profile): string[] {
  const doubts = best.doubted.map(
    ({ criterion }) =>
      `${criterion.id}: would exclude, but may not (${criterion.requirement}, confidence ${criterion.confidence})`,
  );
  return [...(profile.deceased ? ['the record says that the patient has died'] : []), ...doubts];
}
