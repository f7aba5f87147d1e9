import { Injectable } from '@nestjs/common';
import type { TrialEntry } from '../domain/matching/index/trial-entry.js';
import { matchPatient } from '../domain/matching/match-patient.js';
import type { Grade, MatchReport } from '../domain/matching/report.js';
import type { Profile } from '../domain/patient/profile.js';
import { ENGINE } from '../reference-data/engine.js';
import { MatchFacetsService } from './match-facets.service.js';
import { type Near, ReachService } from './reach.service.js';
import { type TrialChoice, TrialIndexService } from './trial-index.service.js';

/** Which trials to consider and which grades to list. */
export interface MatchRequest extends TrialChoice {
  asOf: string;
  grades?: readonly Grade[];
  /** A site must lie in one of them. */
  countries?: readonly string[];
  /** A recruiting site must lie in range; the distance counts for the rank. */
  near?: Near;
}

const LISTED_BY_DEFAULT: readonly Grade[] = ['certain', 'probable', 'possible'];

/** Matches profiles against every trial in force. */
@Injectable()
export class MatchingService {
  constructor(
    private readonly index: TrialIndexService,
    private readonly reach: ReachService,
    private readonly matchFacets: MatchFacetsService,
  ) {}

  /** Compiles all documents in force. */
  async warmUp(): Promise<void> {
    await this.index.ready();
  }

  /** Whether an answer needs no wait. */
  get isReady(): boolean {
    return this.index.isReady;
  }

  /** Every match that was asked for, ranked, without explanations. */
  async rank(profile: Profile, request: MatchRequest): Promise<MatchReport> {
    const index = await this.index.ready();
    const grades = new Set(request.grades ?? LISTED_BY_DEFAULT);
    const inRange = request.near && (await this.reach.reachOf(request.near));
    const inCountry = request.countries && (await this.matchFacets.inCountries(request.countries));
    const report = matchPatient(index, profile, {
      asOf: request.asOf,
      engine: ENGINE,
      all: grades.has('certainly-not'),
      filter: (trial) =>
        this.index.isChosen(trial, request) &&
        (!inRange || inRange.has(trial.document.trial.id)) &&
        (!inCountry || inCountry.has(trial.document.trial.id)),
      ...(inRange && { reach: (trial: TrialEntry) => inRange.get(trial.document.trial.id) ?? {} }),
    });
    return { ...report, matches: report.matches.filter((match) => grades.has(match.grade)) };
  }

  /** The same matches with every criterion explained, for the trials that somebody looks at. */
  async explain(profile: Profile, asOf: string, trials: readonly string[]): Promise<MatchReport['matches']> {
    const index = await this.index.ready();
    const wanted = new Set(trials);
    const filter = (trial: TrialEntry) => wanted.has(trial.document.trial.id);
    return matchPatient(index, profile, { asOf, engine: ENGINE, all: true, explain: true, filter }).matches;
  }
}
