import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver, Subscription } from '@nestjs/graphql';
import { EventBus } from '../../../events/event-bus.js';
import { type Principal, reachOf } from '../../../identity/principal.js';
import {
  type ChangeFilter,
  matchChanged,
  MatchChangesService,
  type MatchChange as Change,
} from '../../../matches/match-changes.service.js';
import { PatientsService, type StoredPatient } from '../../../patients/patients.service.js';
import { mayReach } from '../../../patients/patient-reach.port.js';
import { TrialsService, type Trial as StoredTrial } from '../../../trials/trials.service.js';
import { Access } from '../../auth/access-rule.js';
import { Requester } from '../../auth/requester.js';
import { ACKNOWLEDGE_CHANGES, READ_REVIEWS, WATCH_CHANGES } from '../../auth/rules.js';
import { badInput } from '../../errors/graphql-errors.js';
import { decodeCursor, encodeCursor, pageSize } from '../cursor.js';
import { MatchChange, MatchChangeConnection, MatchChangeFilter } from '../types/match-change.type.js';
import { page, type Connection } from '../types/page-info.js';
import { Patient } from '../types/patient.type.js';
import { Trial } from '../types/trial.type.js';

const MOST_IDS = 500;

/** Fields that are given; null does not narrow. */
const given = (filter: MatchChangeFilter | undefined): ChangeFilter =>
  Object.fromEntries(Object.entries(filter ?? {}).filter(([, value]) => value != null));

/** Who became eligible or ineligible, and by which criterion. */
@Resolver(() => MatchChange)
export class MatchChangesResolver {
  constructor(
    private readonly changes: MatchChangesService,
    private readonly events: EventBus,
    private readonly patients: PatientsService,
    private readonly trials: TrialsService,
  ) {}

  @Access(READ_REVIEWS)
  @Query(() => MatchChangeConnection, {
    name: 'matchChanges',
    description: 'Who became eligible or ineligible, by which criterion and why, newest first.',
  })
  async list(
    @Requester() requester: Principal,
    @Args('filter', { type: () => MatchChangeFilter, nullable: true, description: 'Which changes.' })
    filter: MatchChangeFilter | undefined,
    @Args('first', { type: () => Int, defaultValue: 20, description: 'Page size, 1 to 200.' }) first: number,
    @Args('after', { type: () => String, nullable: true, description: 'Cursor of the item before the page.' })
    after?: string,
  ): Promise<Connection<Change>> {
    const cursor = after == null ? undefined : decodeCursor(after);
    const { items, total, more } = await this.changes.list(reachOf(requester), given(filter), pageSize(first), cursor);
    return page(
      items.map((node) => ({ node, cursor: encodeCursor(node.id) })),
      total,
      more,
    );
  }

  @Access(ACKNOWLEDGE_CHANGES)
  @Mutation(() => [MatchChange], {
    description: 'Marks changes as seen and gives them back; ids that there are not are passed over.',
  })
  acknowledgeMatchChanges(
    @Requester() requester: Principal,
    @Args('ids', { type: () => [ID], description: 'Ids of the changes, at most 500.' }) ids: string[],
  ): Promise<Change[]> {
    if (ids.length > MOST_IDS) throw badInput(`ids: at most ${MOST_IDS}`);
    return this.changes.acknowledge(ids, reachOf(requester), requester.subject, new Date());
  }

  @Access(WATCH_CHANGES)
  @Subscription(() => MatchChange, {
    description: 'Every change from now on, of the patients that the caller may see.',
    resolve: (change: Change) => change,
  })
  matchChanged(
    @Requester() requester: Principal,
    @Args('patient', { type: () => ID, nullable: true, description: 'Only this patient.' }) patient?: string,
    @Args('trial', { type: () => ID, nullable: true, description: 'Only this trial.' }) trial?: string,
  ): AsyncIterable<Change> {
    const reach = reachOf(requester);
    return this.events.subscribe(matchChanged, {
      isOfInterest: (change) =>
        change.tenant === reach.tenant &&
        mayReach(reach, change.patientId) &&
        (patient == null || change.patientId === patient) &&
        (trial == null || change.trialId === trial),
    });
  }

  @ResolveField(() => Patient, { nullable: true, description: 'The patient; null once deleted.' })
  async patient(@Requester() requester: Principal, @Parent() change: Change): Promise<StoredPatient | null> {
    return (await this.patients.get(change.patientId, reachOf(requester))) ?? null;
  }

  @ResolveField(() => Trial, { nullable: true, description: 'The trial; null where it is stored no more.' })
  async trial(@Parent() change: Change): Promise<StoredTrial | null> {
    return (await this.trials.find(change.trialId)) ?? null;
  }
}
