import { Inject, Injectable } from '@nestjs/common';
import { EventBus, topic } from '../events/event-bus.js';
import type { RecordReaders } from '../trials/record-reader.port.js';
import { type SyncState, SyncStateService } from '../trials/sync-state.service.js';
import { RECORD_READERS } from '../trials/tokens.port.js';
import { type RegistryName, registryNames } from '../trials/trial-record.port.js';
import { TrialStoreService } from '../trials/trial-store.service.js';
import { isRegistryError } from './http/registry-error.js';
import { REGISTRY_ADAPTERS, type RegistryAdapters } from './registry-adapters.js';
import { type RegistryQuery, UnsupportedFilterError } from './registry-adapter.js';
import { daysBefore, isSweepDue, overlapDays } from './sync/sync-days.js';
import { addToReport, startReport, type SyncProgress, type SyncReport } from './sync/sync-report.js';
import { type SyncPlan, SyncRun } from './sync/sync-run.js';

export type { SyncProgress, SyncReport } from './sync/sync-report.js';

export interface SyncOptions {
  /** Default: the registry's own default query (oncology, recruiting or about to). */
  query?: RegistryQuery;
  /** Only changes since this day (YYYY-MM-DD), where the registry can be asked for them. */
  since?: string;
  /** Read everything, whatever is known. */
  full?: boolean;
  onProgress?: (progress: SyncProgress) => void;
}

export interface SyncStatus {
  registry: RegistryName;
  /** The run that is under way. */
  progress?: SyncProgress;
  /** The last run of this process. */
  lastReport?: SyncReport;
  /** The registry's data that the store mirrors, and when that was reached; absent = only what came with Eligo. */
  dataTimestamp?: string;
  completedAt?: string;
}

/** Which registry there is something new to tell about: its run began, stored a page or ended. */
export interface SyncTold {
  registry: RegistryName;
}

export const syncTold = topic<SyncTold>('syncTold');

/** A second run against a registry that is being synchronized. */
export class SyncRunningError extends Error {
  override readonly name = 'SyncRunningError';
}

/** Brings the store up to the registries. One run a registry at a time; the last good data stays whatever happens. */
@Injectable()
export class SyncService {
  private readonly running = new Map<RegistryName, SyncProgress>();
  private readonly lastReports = new Map<RegistryName, SyncReport>();

  constructor(
    @Inject(TrialStoreService) private readonly store: TrialStoreService,
    @Inject(SyncStateService) private readonly states: SyncStateService,
    @Inject(RECORD_READERS) private readonly readers: RecordReaders,
    @Inject(REGISTRY_ADAPTERS) private readonly adapters: RegistryAdapters,
    @Inject(EventBus) private readonly events: EventBus,
  ) {}

  status(): Promise<SyncStatus[]> {
    return Promise.all(registryNames.map((registry) => this.statusOf(registry)));
  }

  async statusOf(registry: RegistryName): Promise<SyncStatus> {
    const state = await this.states.get(registry);
    return {
      registry,
      progress: this.running.get(registry),
      lastReport: this.lastReports.get(registry),
      dataTimestamp: state?.dataTimestamp ?? undefined,
      completedAt: state?.finishedAt.toISOString(),
    };
  }

  /** Synchronizes one registry. Trouble with the registry is told in the report; faults of our own are thrown. */
  async sync(registry: RegistryName, options: SyncOptions = {}, now = () => new Date()): Promise<SyncReport> {
    const report = startReport(registry, 'none', now());
    return this.guarded(report, options, now, async (onProgress) => {
      const adapter = this.adapters[registry];
      const query = options.query ?? adapter.defaultQuery;
      const queryKey = JSON.stringify(query);
      const state = await this.states.get(registry);
      const known = state?.query === queryKey && !options.full ? state : undefined;
      const sweep = options.since === undefined && isSweepDue(known?.lastSweepAt, now());
      if (known?.dataTimestamp && !sweep && options.since === undefined) {
        const current = await adapter.dataTimestamp();
        if (current === known.dataTimestamp) {
          report.status = 'upToDate';
          report.dataTimestamp = current;
          return;
        }
      }
      const since = adapter.strategy === 'changes' ? (options.since ?? sinceLast(known)) : undefined;
      const plan: SyncPlan = { query, since, sweep: adapter.strategy === 'changes' ? sweep : true };
      report.mode = adapter.strategy === 'list' ? 'sweep' : since === undefined ? 'full' : 'changes';
      await new SyncRun(adapter, this.readers[registry], this.store, plan, report, onProgress, now).run();
      // A run for changes since some day of the caller's says nothing about what lies before.
      if (options.since !== undefined) return;
      await this.states.save({
        registry,
        query: queryKey,
        dataTimestamp: report.dataTimestamp ?? null,
        completeTo: (report.dataTimestamp ?? report.startedAt).slice(0, 10),
        lastSweepAt: plan.sweep ? now() : (known?.lastSweepAt ?? null),
        finishedAt: now(),
      });
    });
  }

  /** Loads records from lines of JSON, without a network. Nothing closes: a file need not be complete. */
  async load(
    registry: RegistryName,
    lines: AsyncIterable<string>,
    options: Pick<SyncOptions, 'onProgress'> & { pageSize?: number } = {},
    now = () => new Date(),
  ): Promise<SyncReport> {
    const report = startReport(registry, 'file', now());
    return this.guarded(report, options, now, async (onProgress) => {
      for await (const page of pagesOf(lines, options.pageSize ?? 250)) {
        report.pages += 1;
        report.seen += page.length;
        addToReport(report, await this.store.storePage(registry, page, { fetchedAt: now() }));
        const { mode, pages, seen, added, changed } = report;
        onProgress({ registry, mode, pages, seen, added, changed });
      }
    });
  }

  private async guarded(
    report: SyncReport,
    options: Pick<SyncOptions, 'onProgress'>,
    now: () => Date,
    work: (onProgress: (progress: SyncProgress) => void) => Promise<void>,
  ): Promise<SyncReport> {
    const { registry } = report;
    if (this.running.has(registry)) throw new SyncRunningError(`${registry} is being synchronized`);
    const onProgress = (progress: SyncProgress): void => {
      this.running.set(registry, progress);
      options.onProgress?.(progress);
      this.events.publish(syncTold, { registry });
    };
    this.running.set(registry, { registry, mode: report.mode, pages: 0, seen: 0, added: 0, changed: 0 });
    this.events.publish(syncTold, { registry });
    try {
      await work(onProgress);
      return report;
    } catch (error) {
      if (error instanceof UnsupportedFilterError) throw error;
      report.status = 'failed';
      const message = error instanceof Error ? error.message : String(error);
      report.error = { code: isRegistryError(error) ? error.code : 'fault', message };
      if (!isRegistryError(error)) throw error;
      return report;
    } finally {
      report.finishedAt = now().toISOString();
      this.running.delete(registry);
      this.lastReports.set(registry, report);
      this.events.publish(syncTold, { registry });
    }
  }
}

const sinceLast = (state: SyncState | undefined): string | undefined =>
  state?.completeTo ? daysBefore(state.completeTo, overlapDays) : undefined;

/** A line that is no JSON goes on as text, fails to be read, and is quarantined whole like any other record. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return line;
  }
}

async function* pagesOf(lines: AsyncIterable<string>, size: number): AsyncGenerator<unknown[]> {
  let page: unknown[] = [];
  for await (const line of lines) {
    if (line.trim() === '') continue;
    page.push(parsed(line));
    if (page.length < size) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}
