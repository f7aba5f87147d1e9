import type { EligibilityDocument } from '../domain/criteria/model.js';
import { MatchIndex } from '../domain/matching/index/match-index.js';
import type { TrialEntry, TrialListing } from '../domain/matching/index/trial-entry.js';
import { loadPriors } from '../reference-data/priors.js';
import { loadVocabulary } from '../reference-data/load-vocabulary.js';

/** Which trials to consider; what is absent does not narrow. */
export interface TrialChoice {
  status?: readonly string[];
  registries?: readonly string[];
  phases?: readonly string[];
  trials?: readonly string[];
}

/** What is kept of a trial in force to match patients against it. */
export interface CataloguedTrial {
  document: EligibilityDocument;
  listing: TrialListing;
  registries: readonly string[];
  phases: readonly string[];
}

/** The index over documents in force, with what a choice reads of a trial beside its document. */
export class TrialCatalogue {
  readonly index = new MatchIndex(loadVocabulary(), loadPriors());
  private readonly facets = new Map<string, Pick<CataloguedTrial, 'registries' | 'phases'>>();

  /** All trials, as they were put. */
  *trials(): Generator<CataloguedTrial> {
    for (const { key, document, listing } of this.index.trials())
      yield { document, listing, registries: [], phases: [], ...this.facets.get(key) };
  }

  /** Adds a trial, or puts a new version in the place of the old. */
  put({ document, listing, registries, phases }: CataloguedTrial): TrialEntry {
    const entry = this.index.add(document, listing);
    this.facets.set(entry.key, { registries, phases });
    return entry;
  }

  remove(key: string): void {
    this.index.remove(key);
    this.facets.delete(key);
  }

  /** A test for the trials of a choice; undefined where the choice takes all. */
  chosen({ status, registries, phases, trials }: TrialChoice): ((trial: TrialEntry) => boolean) | undefined {
    if (!status && !registries && !phases && !trials) return undefined;
    const [ids, statuses] = [trials && new Set(trials), status && new Set(status)];
    return (trial) => {
      const facets = this.facets.get(trial.key);
      return (
        (!ids || ids.has(trial.document.trial.id)) &&
        (!statuses || statuses.has(trial.listing.status ?? 'UNKNOWN')) &&
        (!registries || registries.some((name) => facets?.registries.includes(name))) &&
        (!phases || phases.some((phase) => facets?.phases.includes(phase)))
      );
    };
  }
}
