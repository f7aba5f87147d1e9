import { Injectable } from '@nestjs/common';
import { MatchIndex } from '../domain/matching/index/match-index.js';
import type { TrialEntry } from '../domain/matching/index/trial-entry.js';
import { loadVocabulary } from '../reference-data/load-vocabulary.js';
import { loadPriors } from '../reference-data/priors.js';
import { TrialsService } from '../trials/trials.service.js';
import { Pace } from './pace.js';
import { listingOf } from './trial-listing.js';

/** Which trials to consider; what is absent does not narrow. */
export interface TrialChoice {
  status?: readonly string[];
  registries?: readonly string[];
  phases?: readonly string[];
  trials?: readonly string[];
}

/** What a choice reads of a stored trial beside its document. */
interface TrialFacets {
  registries: readonly string[];
  phases: readonly string[];
}

/** The index over all documents in force. Built once and kept in memory. */
@Injectable()
export class TrialIndexService {
  private loading?: Promise<MatchIndex>;
  private loaded = false;
  private readonly index = new MatchIndex(loadVocabulary(), loadPriors());
  private readonly facets = new Map<string, TrialFacets>();

  constructor(private readonly trials: TrialsService) {}

  /** The index, once all documents in force are compiled; later calls wait for the first. */
  ready(): Promise<MatchIndex> {
    return (this.loading ??= this.load());
  }

  /** Whether the index is complete, so that an answer needs no wait. */
  get isReady(): boolean {
    return this.loaded;
  }

  isChosen(trial: TrialEntry, { status, registries, phases, trials }: TrialChoice): boolean {
    const facets = this.facets.get(trial.key);
    return (
      (!trials || trials.includes(trial.document.trial.id)) &&
      (!status || status.includes(trial.listing.status ?? 'UNKNOWN')) &&
      (!registries || registries.some((name) => facets?.registries.includes(name))) &&
      (!phases || phases.some((phase) => facets?.phases.includes(phase)))
    );
  }

  private async load(): Promise<MatchIndex> {
    const pace = new Pace();
    for await (const { trial, document } of this.trials.documentsInForce()) {
      const named = { ...document, trial: { ...document.trial, id: trial.id } };
      const entry = this.index.add(named, listingOf(trial));
      this.facets.set(entry.key, { registries: trial.registries, phases: trial.phases });
      await pace.step();
    }
    this.loaded = true;
    return this.index;
  }
}
