import { Injectable } from '@nestjs/common';
import { MatchIndex } from '../domain/matching/index/match-index.js';
import type { TrialEntry } from '../domain/matching/index/trial-entry.js';
import { matchPatient } from '../domain/matching/match-patient.js';
import type { Grade, MatchReport } from '../domain/matching/report.js';
import type { Profile } from '../domain/patient/profile.js';
import { ENGINE } from '../reference-data/engine.js';
import { loadVocabulary } from '../reference-data/load-vocabulary.js';
import { loadPriors } from '../reference-data/priors.js';
import { TrialsService } from '../trials/trials.service.js';
import { type Near, ReachService } from './reach.service.js';
import { listingOf } from './trial-listing.js';

/** Which trials to consider and which grades to list. */
export interface MatchRequest {
  asOf: string;
  grades?: readonly Grade[];
  status?: readonly string[];
  registries?: readonly string[];
  phases?: readonly string[];
  trials?: readonly string[];
  /** A recruiting site must lie in range; the distance counts for the rank. */
  near?: Near;
}

/** What a filter reads of a stored trial beside its document. */
interface TrialFacets {
  registries: readonly string[];
  phases: readonly string[];
}

const LISTED_BY_DEFAULT: readonly Grade[] = ['certain', 'probable', 'possible'];

/** Matches profiles against every trial in force. The index is built once and kept in memory. */
@Injectable()
export class MatchingService {
  private loading?: Promise<void>;
  private loaded = false;
  private readonly index = new MatchIndex(loadVocabulary(), loadPriors());
  private readonly facets = new Map<string, TrialFacets>();

  constructor(
    private readonly trials: TrialsService,
    private readonly reach: ReachService,
  ) {}

  /** Compiles all documents in force; later calls wait for the first. */
  warmUp(): Promise<void> {
    return (this.loading ??= this.load());
  }

  /** Whether the index is complete, so that an answer needs no wait. */
  get isReady(): boolean {
    return this.loaded;
  }

  /** Every match that was asked for, ranked, without explanations. */
  async rank(profile: Profile, request: MatchRequest): Promise<MatchReport> {
    await this.warmUp();
    const grades = new Set(request.grades ?? LISTED_BY_DEFAULT);
    const inRange = request.near && (await this.reach.reachOf(request.near));
    const report = matchPatient(this.index, profile, {
      asOf: request.asOf,
      engine: ENGINE,
      all: grades.has('certainly-not'),
      filter: (trial) => this.considered(trial, request) && (!inRange || inRange.has(trial.document.trial.id)),
      ...(inRange && { reach: (trial: TrialEntry) => inRange.get(trial.document.trial.id) ?? {} }),
    });
    return { ...report, matches: report.matches.filter((match) => grades.has(match.grade)) };
  }

  /** The same matches with every criterion explained, for the trials that somebody looks at. */
  async explain(profile: Profile, asOf: string, trials: readonly string[]): Promise<MatchReport['matches']> {
    await this.warmUp();
    const wanted = new Set(trials);
    const filter = (trial: TrialEntry) => wanted.has(trial.document.trial.id);
    return matchPatient(this.index, profile, { asOf, engine: ENGINE, all: true, explain: true, filter }).matches;
  }

  private considered(trial: TrialEntry, { status, registries, phases, trials }: MatchRequest): boolean {
    const facets = this.facets.get(trial.key);
    return (
      (!trials || trials.includes(trial.document.trial.id)) &&
      (!status || status.includes(trial.listing.status ?? 'UNKNOWN')) &&
      (!registries || registries.some((name) => facets?.registries.includes(name))) &&
      (!phases || phases.some((phase) => facets?.phases.includes(phase)))
    );
  }

  private async load(): Promise<void> {
    for await (const { trial, document } of this.trials.documentsInForce()) {
      const named = { ...document, trial: { ...document.trial, id: trial.id } };
      const entry = this.index.add(named, listingOf(trial));
      this.facets.set(entry.key, { registries: trial.registries, phases: trial.phases });
    }
    this.loaded = true;
  }
}
