import { type DynamicModule, Inject, Injectable, Logger, Module, type Type } from '@nestjs/common';
import { Cron, ScheduleModule } from '@nestjs/schedule';
import type { AppConfig } from '../config/app-config.js';
import { type RegistryName, registryNames } from '../trials/trial-record.port.js';
import { RegistriesModule } from './registries.module.js';
import { SyncRunningError, SyncService } from './sync.service.js';

/** Registries that can be asked: NCI wants a key. */
const reachable = ({ nciApiKey }: AppConfig['registries']): RegistryName[] =>
  registryNames.filter((registry) => registry !== 'nci' || nciApiKey !== undefined);

/** A provider that synchronizes one registry after the other at the times of a cron expression. */
function scheduledSync(expression: string, registries: readonly RegistryName[]): Type {
  @Injectable()
  class ScheduledSync {
    private readonly log = new Logger('ScheduledSync');

    constructor(@Inject(SyncService) private readonly sync: SyncService) {}

    // One run at a time: a run that outlasts its period swallows the next.
    @Cron(expression, { name: 'sync', waitForCompletion: true })
    async run(): Promise<void> {
      for (const registry of registries) await this.one(registry);
    }

    private async one(registry: RegistryName): Promise<void> {
      try {
        const { status, added, changed, closed, failed, error } = await this.sync.sync(registry);
        const told = `${registry}: ${status}, ${added} new, ${changed} changed, ${closed.length} closed, ${failed.length} unreadable`;
        if (status === 'failed') this.log.error(`${told} (${error?.code}: ${error?.message})`);
        else this.log.log(told);
      } catch (error) {
        if (!(error instanceof SyncRunningError)) throw error;
        this.log.warn(`${registry}: is being synchronized already`);
      }
    }
  }
  return ScheduledSync;
}

/** Registry synchronisation at fixed times; off unless a cron expression is configured. */
@Module({})
export class SyncScheduleModule {
  static forRoot(config: AppConfig['registries']): DynamicModule {
    if (config.syncSchedule === undefined) return { module: SyncScheduleModule };
    return {
      module: SyncScheduleModule,
      imports: [ScheduleModule.forRoot(), RegistriesModule],
      providers: [scheduledSync(config.syncSchedule, reachable(config))],
    };
  }
}
