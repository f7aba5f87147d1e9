import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { localPrincipal, type Principal, reachOf } from '../../../identity/principal.js';
import {
  isOutdated,
  ReviewsService,
  type Review as StoredReview,
  type ReviewNote as StoredNote,
  type ReviewState,
} from '../../../matches/reviews.service.js';
import { PatientsService, type StoredPatient } from '../../../patients/patients.service.js';
import { TrialsService, type Trial as StoredTrial } from '../../../trials/trials.service.js';
import { Access } from '../../auth/access-rule.js';
import { Requester } from '../../auth/requester.js';
import { READ_REVIEWS, WRITE_REVIEW } from '../../auth/rules.js';
import { badInput } from '../../errors/graphql-errors.js';
import { decodeCursor, encodeCursor, pageSize } from '../cursor.js';
import { LoadersService } from '../loaders.service.js';
import { Patient } from '../types/patient.type.js';
import {
  RecordedReview,
  Review,
  ReviewConnection,
  ReviewInput,
  ReviewNote,
  ReviewStateValue,
} from '../types/review.type.js';
import { page, type Connection } from '../types/page-info.js';
import { Trial } from '../types/trial.type.js';

/** The worklist of the coordinators. */
@Resolver(() => Review)
export class ReviewsResolver {
  constructor(
    private readonly reviews: ReviewsService,
    private readonly patients: PatientsService,
    private readonly trials: TrialsService,
    private readonly loaders: LoadersService,
  ) {}

  @Access(READ_REVIEWS)
  @Query(() => ReviewConnection, { name: 'reviews', description: 'The worklist, last touched first.' })
  async list(
    @Requester() requester: Principal,
    @Args('states', { type: () => [ReviewStateValue], nullable: true, description: 'Only these states.' })
    states: ReviewState[] | undefined,
    @Args('trial', { type: () => ID, nullable: true, description: 'Only this trial.' }) trial: string | undefined,
    @Args('first', { type: () => Int, defaultValue: 20, description: 'Page size, 1 to 200.' }) first: number,
    @Args('after', { type: () => String, nullable: true, description: 'Cursor of the item before the page.' })
    after?: string,
  ): Promise<Connection<StoredReview>> {
    const skip = after ? positionOf(after) : 0;
    const filter = { tenant: requester.tenant, ...(states?.length && { states }), ...(trial && { trialId: trial }) };
    const { items, total } = await this.reviews.list(filter, pageSize(first), skip);
    const edges = items.map((node, i) => ({ node, cursor: encodeCursor(String(skip + i + 1)) }));
    return page(edges, total, skip + items.length < total);
  }

  @Access(WRITE_REVIEW)
  @Mutation(() => RecordedReview, {
    description: 'Sets where the work on a match stands, with who, why and a note; every step is kept.',
  })
  async reviewMatch(
    @Requester() requester: Principal,
    @Args('review', { type: () => ReviewInput, description: 'The step.' }) input: ReviewInput,
  ): Promise<{ review: StoredReview }> {
    const { state, reason, until, note } = input;
    if ((state === 'notEligible') !== (reason != null))
      throw badInput('reason: required with NOT_ELIGIBLE, refused otherwise');
    if (until != null && state !== 'deferred') throw badInput('until: only with DEFERRED');
    const patient = await this.patients.get(input.patient, reachOf(requester));
    if (!patient) throw badInput('patient: no stored patient has this id');
    const trial = await this.trials.find(input.trial);
    if (!trial) throw badInput('trial: no stored trial has this id');
    const inputs = { patientVersion: patient.version, trialVersion: versionOf(trial) };
    const { tenant } = requester;
    const by = authorOf(requester, input.by);
    const step = { tenant, patientId: patient.id, trialId: trial.id, state, reason, until, note, by, ...inputs };
    return { review: await this.reviews.record(step, new Date()) };
  }

  @ResolveField(() => Patient, { nullable: true, description: 'The patient; null once deleted.' })
  async patient(
    @Requester() requester: Principal,
    @Parent() review: StoredReview,
    @Context() context: object,
  ): Promise<StoredPatient | null> {
    return (await this.loaders.of(context).patients(reachOf(requester)).load(review.patientId)) ?? null;
  }

  @ResolveField(() => Trial, { nullable: true, description: 'The trial.' })
  async trial(@Parent() review: StoredReview, @Context() context: object): Promise<StoredTrial | null> {
    return (await this.loaders.of(context).trials.load(review.trialId)) ?? null;
  }

  @ResolveField(() => Boolean, { description: 'Whether record or trial changed since: then it has to be seen again.' })
  async changedSince(
    @Requester() requester: Principal,
    @Parent() review: StoredReview,
    @Context() context: object,
  ): Promise<boolean> {
    const loaders = this.loaders.of(context);
    const [patient, trial] = await Promise.all([
      loaders.patients(reachOf(requester)).load(review.patientId),
      loaders.trials.load(review.trialId),
    ]);
    return isOutdated(review, { patientVersion: patient?.version ?? '', trialVersion: trial ? versionOf(trial) : '' });
  }

  @ResolveField(() => [ReviewNote], { description: 'Every step, oldest first.' })
  async notes(@Parent() review: StoredReview, @Context() context: object): Promise<StoredNote[]> {
    return (await this.loaders.of(context).reviewNotes.load(review)) ?? [];
  }
}

/** Who takes a step: the subject of the token. Only on a machine where nobody is asked for one, people say it themselves. */
const authorOf = (requester: Principal, stated: string | null | undefined): string =>
  (requester === localPrincipal && stated?.trim()) || requester.subject;

/** The version part of `registry:number:version`, as matches name it. */
const versionOf = ({ versionInForce }: StoredTrial): string => versionInForce?.split(':').slice(2).join(':') ?? '';

function positionOf(cursor: string): number {
  const position = Number(decodeCursor(cursor));
  if (!Number.isInteger(position) || position < 0) throw badInput('after: not a cursor of this list');
  return position;
}
