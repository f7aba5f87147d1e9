import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { cohortHeading, type CohortFormat } from '../domain/matching/cohort/cohort-line.js';
import type { PatientReach } from '../patients/patient-reach.port.js';
import { PatientsService } from '../patients/patients.service.js';
import { CohortRun, type CohortRequest } from './cohorts/cohort-run.js';
import { judgeCohort, TooManyPairs } from './cohorts/judge-cohort.js';
import type { TrialCatalogue } from './trial-catalogue.js';
import { TrialIndexService } from './trial-index.service.js';

export type { CohortRequest, CohortRun, CohortStatus } from './cohorts/cohort-run.js';

/** Runs that have ended and are still kept with their results. */
const KEPT = 10;

/** Stored patients against trials in force: one run at a time, the others wait. The last ones are kept in memory. */
@Injectable()
export class CohortRunsService implements OnApplicationShutdown {
  private readonly log = new Logger('CohortRuns');
  private readonly runs = new Map<string, CohortRun>();
  private last: Promise<void> = Promise.resolve();

  constructor(
    private readonly index: TrialIndexService,
    private readonly patients: PatientsService,
  ) {}

  start(request: CohortRequest): CohortRun {
    const run = new CohortRun(randomUUID(), request);
    this.runs.set(run.id, run);
    this.last = this.last.then(() => this.execute(run));
    return run;
  }

  /** Those of a tenant, newest first. */
  list({ tenant }: PatientReach): CohortRun[] {
    return [...this.runs.values()].filter(({ request }) => request.reach.tenant === tenant).reverse();
  }

  get(id: string, { tenant }: PatientReach): CohortRun | undefined {
    const run = this.runs.get(id);
    return run?.request.reach.tenant === tenant ? run : undefined;
  }

  /** Stops a run that has not ended; what it found until then stays readable. */
  cancel(id: string, reach: PatientReach): CohortRun | undefined {
    const run = this.get(id, reach);
    if (run && !run.hasEnded) run.end('cancelled');
    return run;
  }

  /** Drops from every kept run the patients who are stored no more. */
  async forgetErased(): Promise<void> {
    for (const run of this.runs.values()) {
      const named = run.named();
      const stored = await this.patients.storedAmong([...new Set(named)]);
      const gone = new Set(named.filter((id) => id !== '' && !stored.has(id)));
      if (gone.size > 0) run.forget(gone);
    }
  }

  /** The pairs of a run as a file, a piece at a time. */
  *export({ pairs }: CohortRun, format: CohortFormat): Generator<string> {
    yield cohortHeading(format);
    yield* pairs.write(format);
  }

  /** Waits for the end of all runs started so far. */
  settled(): Promise<void> {
    return this.last;
  }

  async onApplicationShutdown(): Promise<void> {
    for (const run of this.runs.values()) this.cancel(run.id, run.request.reach);
    await this.last;
  }

  private async execute(run: CohortRun): Promise<void> {
    if (run.hasEnded) return;
    run.begin();
    try {
      await this.index.ready();
      await this.index.exclusively((catalogue) => this.judge(run, catalogue));
      if (!run.hasEnded) run.end('completed');
    } catch (error) {
      const code = error instanceof TooManyPairs ? 'tooManyPairs' : 'fault';
      run.failure = {
        code,
        message: error instanceof TooManyPairs ? `${error.message}; narrow the run` : 'internal error',
      };
      run.end('failed');
      // The message of a fault may quote a record.
      this.log.error(`a cohort run failed: ${error instanceof Error ? error.name : typeof error}`);
    }
    this.forgetOldest();
  }

  private async judge(run: CohortRun, catalogue: TrialCatalogue): Promise<void> {
    const { reach, patients, trials: choice, openScopesOnly } = run.request;
    const { index } = catalogue;
    const isChosen = catalogue.chosen(choice);
    const trials = index
      .trials()
      .filter((trial) => isChosen?.(trial) !== false && (!openScopesOnly || trial.scopes.some(({ open }) => open)));
    run.progress.patients = patients?.length ?? (await this.patients.count(reach));
    run.progress.pairs = run.progress.patients * trials.length;
    await judgeCohort(run, this.patients.each(reach, patients), trials, index, () => run.hasEnded);
    // People who were left out, or do not exist, are no part of the whole.
    if (!run.hasEnded)
      Object.assign(run.progress, { patients: run.progress.patientsRead, pairs: run.progress.pairsJudged });
  }

  private forgetOldest(): void {
    const ended = [...this.runs.values()].filter((run) => run.hasEnded);
    for (const run of ended.slice(0, Math.max(0, ended.length - KEPT))) this.runs.delete(run.id);
  }
}
