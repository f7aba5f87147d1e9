import type { RegistryErrorCode } from '../http/registry-error.js';
import type { StoreResult } from '../../trials/trial-store.service.js';
import type { RegistryName } from '../../trials/trial-record.port.js';

export type SyncMode = 'full' | 'changes' | 'sweep' | 'file' | 'none';

/** What one run did. `failed` records are in quarantine and will be tried again. */
export interface SyncReport {
  registry: RegistryName;
  mode: SyncMode;
  status: 'completed' | 'upToDate' | 'failed';
  startedAt: string;
  finishedAt: string;
  /** The registry's data that the store now mirrors. */
  dataTimestamp?: string;
  pages: number;
  seen: number;
  added: number;
  changed: number;
  unchanged: number;
  /** Changed records outside the scope that the store never had. */
  skipped: number;
  closed: { id: string; why: string }[];
  failed: { id?: string; error: string }[];
  /** How often the run began again because the registry's data changed under it. */
  restarts: number;
  unknownValues: Record<string, number>;
  notes: string[];
  error?: { code: RegistryErrorCode | 'fault'; message: string };
}

export interface SyncProgress {
  registry: RegistryName;
  mode: SyncMode;
  pages: number;
  seen: number;
  total?: number;
  added: number;
  changed: number;
}

export function startReport(registry: RegistryName, mode: SyncMode, now: Date): SyncReport {
  return {
    registry,
    mode,
    status: 'completed',
    startedAt: now.toISOString(),
    finishedAt: now.toISOString(),
    pages: 0,
    seen: 0,
    added: 0,
    changed: 0,
    unchanged: 0,
    skipped: 0,
    closed: [],
    failed: [],
    restarts: 0,
    unknownValues: {},
    notes: [],
  };
}

export function addToReport(report: SyncReport, result: StoreResult): void {
  report.added += result.added.length;
  report.changed += result.changed.length;
  report.unchanged += result.unchanged;
  report.skipped += result.skipped;
  report.failed.push(...result.failed);
  for (const [value, count] of Object.entries(result.unknownValues))
    report.unknownValues[value] = (report.unknownValues[value] ?? 0) + count;
}
