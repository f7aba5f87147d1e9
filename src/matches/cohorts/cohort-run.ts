import type { TrialSummary } from '../../domain/matching/cohort/trial-summary.js';
import type { TrialEntry } from '../../domain/matching/index/trial-entry.js';
import type { Grade } from '../../domain/matching/report.js';
import type { PatientReach } from '../../patients/patient-reach.port.js';
import type { TrialChoice } from '../trial-catalogue.js';
import { CohortPairs } from './cohort-pairs.js';

/** What to judge: stored patients against trials in force. */
export interface CohortRequest {
  /** Whom the caller may see: the run and what it finds are theirs alone. */
  reach: PatientReach;
  asOf: string;
  trials: TrialChoice;
  /** Ids of stored patients; all where absent. */
  patients?: readonly string[];
  /** The worst grade to list. */
  minGrade: Grade;
  openScopesOnly: boolean;
  /** Leave out patients who are recorded as deceased. */
  alive: boolean;
}

export type CohortStatus = 'queued' | 'running' | 'completed' | 'cancelled' | 'failed';

/** One run: what was asked, how far it is, what it found so far. */
export class CohortRun {
  status: CohortStatus = 'queued';
  readonly progress = { patients: 0, patientsRead: 0, pairs: 0, pairsJudged: 0 };
  readonly pairs = new CohortPairs();
  /** By trial key. */
  readonly summaries = new Map<string, { trial: TrialEntry; summary: TrialSummary }>();
  startedAt?: Date;
  endedAt?: Date;
  /** Why it failed: a code, and what to do about it. */
  failure?: { code: 'tooManyPairs' | 'fault'; message: string };

  constructor(
    readonly id: string,
    private asked: CohortRequest,
  ) {}

  get request(): CohortRequest {
    return this.asked;
  }

  /** Everybody whom the run names: who was asked about and who was judged. */
  named(): string[] {
    return [...(this.asked.patients ?? []), ...this.pairs.ids()];
  }

  /** Drops every mention of some patients; the counts, which name nobody, stay. */
  forget(patients: ReadonlySet<string>): void {
    this.pairs.forget(patients);
    if (this.asked.patients)
      this.asked = { ...this.asked, patients: this.asked.patients.filter((id) => !patients.has(id)) };
  }

  get hasEnded(): boolean {
    return this.status === 'completed' || this.status === 'cancelled' || this.status === 'failed';
  }

  begin(): void {
    this.status = 'running';
    this.startedAt = new Date();
  }

  end(status: 'completed' | 'cancelled' | 'failed'): void {
    this.status = status;
    this.endedAt = new Date();
  }
}
