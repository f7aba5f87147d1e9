import { Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { CurationService } from '../../../trials/curation.service.js';
import { recruitmentClaim } from '../../../trials/recruitment-claim.port.js';
import type {
  Trial as StoredTrial,
  TrialAmendment as StoredAmendment,
  TrialVersion as StoredVersion,
} from '../../../trials/trials.service.js';
import { Access } from '../../auth/access-rule.js';
import { OPERATIONS } from '../../auth/rules.js';
import { LoadersService } from '../loaders.service.js';
import { toCriterion } from '../to-criterion.js';
import { CurationToReview } from '../types/sync-status.type.js';
import { type CriterionChange, RecruitmentClaim, TrialAmendment, TrialVersion } from '../types/trial-history.type.js';
import { Trial } from '../types/trial.type.js';

type StoredChange = StoredAmendment['changes'][number];

const toChange = (change: StoredChange): CriterionChange => ({
  change: change.change,
  before: 'before' in change ? toCriterion(change.before) : null,
  after: 'after' in change ? toCriterion(change.after) : null,
  bounds:
    change.change === 'changed'
      ? change.bounds.map(({ of, end, before, after }) => ({
          of,
          end,
          before: before?.value ?? null,
          after: after?.value ?? null,
          unit: after?.unit ?? before?.unit ?? null,
        }))
      : [],
  moved: change.change === 'changed' ? (change.moved ?? []) : [],
});

/** How trials changed, and what waits for a person. */
@Resolver(() => Trial)
export class TrialHistoryResolver {
  constructor(
    private readonly loaders: LoadersService,
    private readonly curation: CurationService,
  ) {}

  @ResolveField(() => [TrialVersion], { description: 'All states that were ever fetched, oldest first per registry.' })
  async versions(@Parent() trial: StoredTrial, @Context() context: object): Promise<StoredVersion[]> {
    return (await this.loaders.of(context).versions.load(trial.id)) ?? [];
  }

  @ResolveField(() => [TrialAmendment], { description: 'What each new version changed in the criteria, oldest first.' })
  async amendments(@Parent() trial: StoredTrial, @Context() context: object): Promise<TrialAmendment[]> {
    const amendments = (await this.loaders.of(context).amendments.load(trial)) ?? [];
    return amendments.map(({ changes, ...rest }) => ({ ...rest, changes: changes.map(toChange) }));
  }

  @ResolveField(() => RecruitmentClaim, { description: 'Whether it takes patients, and how old that claim is.' })
  recruitment(@Parent() trial: StoredTrial): RecruitmentClaim {
    return recruitmentClaim(trial, new Date().toISOString());
  }

  @Access(OPERATIONS)
  @Query(() => [CurationToReview], {
    name: 'curationsToReview',
    description: 'Curated documents whose text the registry changed since they were reviewed.',
  })
  curationsToReview(): Promise<CurationToReview[]> {
    return this.curation.needingReview();
  }
}
