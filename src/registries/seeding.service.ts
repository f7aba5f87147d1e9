import { Inject, Injectable } from '@nestjs/common';
import { trialSeeds } from '../reference-data/trial-seeds.js';
import type { RecordReaders } from '../trials/record-reader.port.js';
import { RECORD_READERS } from '../trials/tokens.port.js';
import { type RegistryName, registryNames } from '../trials/trial-record.port.js';
import { TrialStoreService } from '../trials/trial-store.service.js';

export interface SeedReport {
  added: number;
  present: number;
  failed: { id?: string; error: string }[];
  /** Stored documents made anew, because the structurer or the vocabulary are newer than they were. */
  restructured: number;
}

const pageSize = 500;

/** Fills an empty store with the records under seeds/trials. What is already stored, in whatever version, stays. */
@Injectable()
export class SeedingService {
  constructor(
    @Inject(TrialStoreService) private readonly store: TrialStoreService,
    @Inject(RECORD_READERS) private readonly readers: RecordReaders,
  ) {}

  async seed(now: Date): Promise<SeedReport> {
    const report: SeedReport = { added: 0, present: 0, failed: [], restructured: 0 };
    for (const registry of registryNames) await this.seedRegistry(registry, now, report);
    report.restructured = await this.store.restructure(now);
    return report;
  }

  private async seedRegistry(registry: RegistryName, now: Date, report: SeedReport): Promise<void> {
    const lines = trialSeeds(registry);
    if (lines.length === 0) return;
    const stored = await this.store.storedIds(registry);
    const missing = lines
      .map((line): unknown => JSON.parse(line))
      .filter((raw) => !stored.has(this.readers[registry].idOf(raw) ?? ''));
    report.present += lines.length - missing.length;
    for (let start = 0; start < missing.length; start += pageSize) {
      const page = missing.slice(start, start + pageSize);
      const result = await this.store.storePage(registry, page, { fetchedAt: now });
      report.added += result.added.length;
      report.failed.push(...result.failed);
    }
  }
}
