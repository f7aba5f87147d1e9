import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { AppConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/config.module.js';
import { CohortRunsService } from './cohort-runs.service.js';
import { RematchService } from './rematch.service.js';

/**
 * Looks every so often for what trials, records and the calendar have changed. It reads what is stored, so that it does not
 * matter who changed it: this process, another one, or `eligo sync`.
 */
@Injectable()
export class RematchScheduleService implements OnApplicationShutdown {
  private readonly log = new Logger('RematchSchedule');
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly rematch: RematchService,
    private readonly cohorts: CohortRunsService,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  /** The first look is taken at once; off where the interval is 0. */
  start(): void {
    if (this.config.matching.rematchSeconds > 0) this.running = this.look();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private async look(): Promise<void> {
    try {
      await this.cohorts.forgetErased();
      await this.rematch.catchUp(new Date().toISOString().slice(0, 10));
    } catch (error) {
      // The message may quote a record.
      this.log.error(`matching again failed: ${error instanceof Error ? error.name : typeof error}`);
    }
    if (this.stopped) return;
    const again = (): void => {
      this.running = this.look();
    };
    this.timer = setTimeout(again, this.config.matching.rematchSeconds * 1000).unref();
  }
}
