import { Args, Query, Resolver, Subscription } from '@nestjs/graphql';
import { EventBus } from '../../../events/event-bus.js';
import {
  type SyncStatus as StoredStatus,
  SyncService,
  syncTold,
  type SyncTold,
} from '../../../registries/sync.service.js';
import { Access } from '../../auth/access-rule.js';
import { OPERATIONS } from '../../auth/rules.js';
import { SyncStatus } from '../types/sync-status.type.js';

const toStatus = ({ lastReport, ...rest }: StoredStatus): SyncStatus => ({
  ...rest,
  lastOutcome: lastReport?.status ?? null,
  lastError: lastReport?.error?.code ?? null,
});

/** How current the trials are, and how a run that brings them up to date gets on. */
@Resolver()
export class SyncResolver {
  constructor(
    private readonly sync: SyncService,
    private readonly events: EventBus,
  ) {}

  @Access(OPERATIONS)
  @Query(() => [SyncStatus], { name: 'syncStatus', description: 'How current the trials of each registry are.' })
  async syncStatus(): Promise<SyncStatus[]> {
    return (await this.sync.status()).map(toStatus);
  }

  @Access(OPERATIONS)
  @Subscription(() => SyncStatus, {
    name: 'syncProgress',
    description: 'The state of a registry each time a run begins, has stored a page, or ends.',
    filter: (told: SyncTold, { registry }: { registry?: string | null }) =>
      registry == null || told.registry === registry,
    async resolve(this: SyncResolver, told: SyncTold): Promise<SyncStatus> {
      return toStatus(await this.sync.statusOf(told.registry));
    },
  })
  syncProgress(
    @Args('registry', { type: () => String, nullable: true, description: 'ctgov, nci or ctis; default: all.' })
    _registry?: string,
  ): AsyncIterable<SyncTold> {
    return this.events.subscribe(syncTold);
  }
}
