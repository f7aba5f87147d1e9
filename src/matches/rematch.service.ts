import { Inject, Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { MatchIndex } from '../domain/matching/index/match-index.js';
import { EventBus } from '../events/event-bus.js';
import { Keyring } from '../keyring/keyring.js';
import { PatientsService } from '../patients/patients.service.js';
import { ENGINE } from '../reference-data/engine.js';
import { matchChanged } from './match-changes.service.js';
import { Rematch } from './rematch/rematch.js';
import type { RematchReport } from './rematch/rematch-report.js';
import { ResultStore } from './rematch/result-store.js';
import { TrialIndexService } from './trial-index.service.js';

/** Keeps stored results up to date with the trials, the records and the day. */
@Injectable()
export class RematchService {
  private readonly log = new Logger('Rematch');
  private readonly store: ResultStore;
  private last: Promise<unknown> = Promise.resolve();
  /** Whether this process has compared every trial with what is stored; from then on the changed ones suffice. */
  private compared = false;

  constructor(
    @Inject(DataSource) dataSource: DataSource,
    private readonly index: TrialIndexService,
    private readonly patients: PatientsService,
    private readonly events: EventBus,
    @Inject(Keyring) private readonly keyring: Keyring,
  ) {
    this.store = new ResultStore(dataSource, patients);
  }

  /** Re-matches what trials, records and time have changed until `day`; one at a time. */
  catchUp(day: string): Promise<RematchReport> {
    const run = this.last.then(() => this.execute(day));
    this.last = run.catch(() => undefined);
    return run;
  }

  /**
   * Re-matches only what a change of trials can have moved until `day`, which is quick. Records and dates wait for
   * `catchUp`.
   */
  followTrials(day: string): Promise<RematchReport> {
    const run = this.last.then(async () => {
      await this.index.ready();
      const { entered } = await this.index.refresh();
      return this.publish(
        await this.index.exclusively(async ({ index }) => {
          const rematch = this.rematch(index, day);
          await rematch.trials(entered);
          return rematch;
        }),
      );
    });
    this.last = run.catch(() => undefined);
    return run;
  }

  private rematch(index: MatchIndex, day: string): Rematch {
    return new Rematch(index, this.store, this.patients, this.keyring, day, `${ENGINE} ${index.vocabulary.version}`);
  }

  private async execute(day: string): Promise<RematchReport> {
    await this.index.ready();
    const { entered } = await this.index.refresh();
    const done = await this.index.exclusively(async ({ index }) => {
      const rematch = this.rematch(index, day);
      const present = new Set(index.trials().map(({ document }) => document.trial.id));
      const gone = (await this.store.matchedTrialIds()).filter((id) => !present.has(id));
      await this.store.forgetTrials(gone);
      rematch.report.trials += gone.length;
      await rematch.trials(this.compared ? entered : index.trials());
      await rematch.records();
      await rematch.time();
      return rematch;
    });
    this.compared = true;
    return this.publish(done);
  }

  private publish({ report, changes }: Rematch): RematchReport {
    if (report.pairsJudged > 0)
      this.log.log(`${report.patientsTouched} patients, ${report.pairsJudged} pairs, ${report.changes} changes`);
    for (const change of changes) this.events.publish(matchChanged, change);
    return report;
  }
}
