import { Injectable } from '@nestjs/common';
import { chunks } from '../database/chunks.js';
import type { MatchIndex } from '../domain/matching/index/match-index.js';
import type { TrialEntry } from '../domain/matching/index/trial-entry.js';
import { TrialsService, type TrialInForce } from '../trials/trials.service.js';
import { Pace } from './pace.js';
import { type CataloguedTrial, TrialCatalogue } from './trial-catalogue.js';
import { listingOf } from './trial-listing.js';

/** What a refresh of the index found. */
export interface IndexChanges {
  /** Trials that are new or may have changed. */
  entered: TrialEntry[];
  /** Ids of trials that are gone, or have no criteria any more. */
  left: string[];
}

/** Who keeps a copy of the catalogue. */
export interface CatalogueWatcher {
  put(trials: readonly CataloguedTrial[]): void;
  remove(keys: readonly string[]): void;
  /** Nothing more changes for now. */
  settle(): Promise<void>;
}

/** How many documents are read at once. */
const DOCUMENTS = 20;

/** The index over all documents in force: built once, kept in memory, brought up to date trial by trial. */
@Injectable()
export class TrialIndexService {
  private loading?: Promise<unknown>;
  private loaded = false;
  private last: Promise<unknown> = Promise.resolve();
  private readonly catalogue = new TrialCatalogue();
  private watcher: CatalogueWatcher | undefined;
  /** Key in the index and stamp in the store, by trial id. */
  private readonly known = new Map<string, { key: string | undefined; stamp: string }>();

  constructor(private readonly trials: TrialsService) {}

  /** The index, once all documents in force are compiled; later calls wait for the first. */
  async ready(): Promise<MatchIndex> {
    return (await this.complete()).index;
  }

  /** The same with what a choice reads of the trials. */
  async complete(): Promise<TrialCatalogue> {
    await (this.loading ??= this.refresh());
    return this.catalogue;
  }

  /** Changes whenever anything of a trial does; of the state that is compiled. */
  stampOf(trialId: string): string | undefined {
    return this.known.get(trialId)?.stamp;
  }

  /** The trials that are compiled so far. */
  present(): Iterable<CataloguedTrial> {
    return this.catalogue.trials();
  }

  /** Has every change told to somebody, who must be there before the first. */
  watchedBy(watcher: CatalogueWatcher): void {
    this.watcher = watcher;
  }

  /** Whether the index is complete, so that an answer needs no wait. */
  get isReady(): boolean {
    return this.loaded;
  }

  /** Does work during which no trial of the index changes. Not re-entrant. */
  exclusively<T>(work: (catalogue: TrialCatalogue) => Promise<T>): Promise<T> {
    const run = this.last.then(() => work(this.catalogue));
    this.last = run.catch(() => undefined);
    return run;
  }

  /** Compiles the trials that the store changed since the last time. */
  refresh(): Promise<IndexChanges> {
    return this.exclusively(async () => {
      const stamps = new Map<string, string>();
      for await (const page of this.trials.stamps()) for (const { id, stamp } of page) stamps.set(id, stamp);
      const left = [...this.known.keys()].filter((id) => !stamps.has(id));
      for (const id of left) this.remove(id);
      const outdated = [...stamps].filter(([id, stamp]) => this.known.get(id)?.stamp !== stamp);
      const entered: TrialEntry[] = [];
      const pace = new Pace();
      for (const some of chunks(outdated, DOCUMENTS)) {
        const ids = some.map(([id]) => id);
        const inForce = await this.trials.inForceOf(ids);
        for (const found of inForce) {
          entered.push(this.put(found));
          await pace.step();
        }
        const withDocument = new Set(inForce.map(({ trial }) => trial.id));
        for (const id of ids.filter((id) => !withDocument.has(id) && this.known.get(id)?.key !== undefined)) {
          this.remove(id);
          left.push(id);
        }
        for (const [id, stamp] of some) this.known.set(id, { key: this.known.get(id)?.key, stamp });
      }
      if (!this.loaded || entered.length + left.length > 0) await this.watcher?.settle();
      this.loaded = true;
      return { entered, left };
    });
  }

  private put({ trial, document }: TrialInForce): TrialEntry {
    const catalogued = {
      document: { ...document, trial: { ...document.trial, id: trial.id } },
      listing: listingOf(trial),
      registries: trial.registries,
      phases: trial.phases,
    };
    const entry = this.catalogue.put(catalogued);
    this.watcher?.put([catalogued]);
    // Another registry's criteria may have come into force: the trial then stands under another key.
    const before = this.known.get(trial.id)?.key;
    if (before !== undefined && before !== entry.key) this.drop(before);
    this.known.set(trial.id, { key: entry.key, stamp: '' });
    return entry;
  }

  private remove(id: string): void {
    const key = this.known.get(id)?.key;
    if (key !== undefined) this.drop(key);
    this.known.delete(id);
  }

  private drop(key: string): void {
    this.catalogue.remove(key);
    this.watcher?.remove([key]);
  }
}
