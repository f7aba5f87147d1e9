import { chunks } from '../../database/chunks.js';
import type { TrialRecord } from '../../trials/trial-record.port.js';
import type { ClosingReason, Provenance, TrialStoreService } from '../../trials/trial-store.service.js';
import { isRegistryError, RegistryError } from '../http/registry-error.js';
import type { RegistryAdapter, RegistryQuery } from '../registry-adapter.js';
import type { RecordReader } from '../../trials/record-reader.port.js';
import { guardRemovals } from './removals.js';
import { addToReport, type SyncProgress, type SyncReport } from './sync-report.js';

export interface SyncPlan {
  query: RegistryQuery;
  /** Ask for changes since this day; absent = everything in the query. */
  since?: string;
  /** Compare all numbers and dates, and close what is gone. */
  sweep: boolean;
}

const mostRestarts = 3;
const recordsPerFetch = 128;

/** One run against one registry. Pages are stored as they come; nothing closes unless the run saw everything. */
export class SyncRun {
  private seenIds = new Set<string>();
  private total: number | undefined;

  constructor(
    private readonly adapter: RegistryAdapter,
    private readonly reader: RecordReader,
    private readonly store: TrialStoreService,
    private readonly plan: SyncPlan,
    readonly report: SyncReport,
    private readonly onProgress: (progress: SyncProgress) => void,
    private readonly now: () => Date,
  ) {}

  /**
   * Runs to the end of one state of the registry's data. When that state is replaced in the middle, page tokens die and
   * pages no longer fit together, so the run begins again; what is stored already costs nothing the second time.
   */
  async run(): Promise<void> {
    for (;;) {
      try {
        const before = await this.adapter.dataTimestamp();
        this.seenIds = new Set();
        this.total = undefined;
        await this.once(before);
        const after = await this.adapter.dataTimestamp();
        if (before === after) {
          this.report.dataTimestamp = after;
          return;
        }
        throw new RegistryError('dataChanged', `${this.adapter.name}: the data was replaced during the run`);
      } catch (error) {
        if (!isRegistryError(error, 'staleToken', 'dataChanged') || this.report.restarts >= mostRestarts) throw error;
        this.report.restarts += 1;
      }
    }
  }

  private async once(dataTimestamp: string | undefined): Promise<void> {
    const provenance: Provenance = { fetchedAt: this.now(), dataTimestamp };
    const retried = await this.store.retryQuarantined(this.adapter.name, provenance);
    if (retried) addToReport(this.report, { ...retried, failed: [] });
    if (this.adapter.strategy === 'list') {
      await this.sweep(provenance);
      return;
    }
    await this.pull(provenance);
    if (!this.plan.sweep) return;
    if (this.plan.since === undefined) await this.closeUnseen(provenance);
    else await this.sweep(provenance);
  }

  private async pull(provenance: Provenance): Promise<void> {
    for await (const { records, total } of this.adapter.pages(this.plan.query, this.plan.since)) {
      this.total = total ?? this.total;
      await this.storePage(records, provenance, (record) => this.isInScope(record));
      this.progress();
    }
  }

  /** Reads numbers and dates of the whole query, then whole records where they differ from what is stored. */
  private async sweep(provenance: Provenance): Promise<void> {
    this.seenIds = new Set();
    const stored = await this.store.sourceStates(this.adapter.name);
    for await (const listed of this.adapter.list(this.plan.query)) {
      const differing = listed.filter(({ id, updated }) => {
        const state = stored.get(id);
        return (
          !this.seenIds.has(id) && (!state || state.closed || (updated !== undefined && updated !== state.updated))
        );
      });
      for (const { id } of listed) this.seenIds.add(id);
      const ids = differing.map(({ id }) => id);
      for (const some of chunks(ids, recordsPerFetch))
        await this.storePage(await this.adapter.fetch(some), provenance, () => true);
      this.progress();
    }
    await this.closeUnseen(provenance);
  }

  /** Stored records that the query no longer shows: most only changed their status; some are gone. */
  private async closeUnseen(provenance: Provenance): Promise<void> {
    if (this.total !== undefined && this.seenIds.size < this.total) {
      this.report.notes.push(
        `listed ${this.seenIds.size} of ${this.total} records; nothing was closed, since the others may only be missing here`,
      );
      return;
    }
    const stored = await this.store.sourceStates(this.adapter.name);
    const open = [...stored].filter(([, state]) => !state.closed).map(([id]) => id);
    const unseen = open.filter((id) => !this.seenIds.has(id));
    const gone = new Set(unseen);
    for (const some of chunks(unseen, recordsPerFetch)) {
      const records = await this.adapter.fetch(some);
      for (const record of records) gone.delete(this.reader.idOf(record)?.toUpperCase() ?? '');
      await this.storePage(records, provenance, () => true);
    }
    const closings: { id: string; why: ClosingReason }[] = [];
    for (const id of gone) {
      const fate = await this.adapter.fateOf(id);
      if (fate.fate === 'present') await this.storePage([fate.record], provenance, () => true);
      else closings.push({ id, why: fate.fate });
      guardRemovals(this.adapter.name, closings.length, open.length);
    }
    await this.store.close(this.adapter.name, closings, this.now());
    this.report.closed.push(...closings);
  }

  private async storePage(
    records: readonly unknown[],
    provenance: Provenance,
    accepts: (record: TrialRecord) => boolean,
  ): Promise<void> {
    this.report.pages += 1;
    for (const record of records) {
      const id = this.reader.idOf(record)?.toUpperCase();
      if (id) this.seenIds.add(id);
    }
    this.report.seen += records.length;
    if (records.length > 0)
      addToReport(this.report, await this.store.storePage(this.adapter.name, records, provenance, accepts));
  }

  private isInScope({ status }: TrialRecord): boolean {
    const { statuses } = this.plan.query;
    return statuses === undefined || statuses.includes(status);
  }

  private progress(): void {
    const { registry, mode, pages, seen, added, changed } = this.report;
    this.onProgress({ registry, mode, pages, seen, total: this.total, added, changed });
  }
}
