import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Criterion } from '../../../domain/criteria/model.js';
import {
  TrialsService,
  type Trial as StoredTrial,
  type TrialSite as StoredSite,
} from '../../../trials/trials.service.js';
import { decodeCursor, encodeCursor, pageSize } from '../cursor.js';
import { page, type Connection } from '../types/page-info.js';
import { Eligibility, Trial, TrialConnection, type TrialCriterion, TrialSite } from '../types/trial.type.js';

const toCriterion = ({ span, ...criterion }: Criterion): TrialCriterion => ({
  ...criterion,
  span: span ? { start: span[0], end: span[1] } : null,
});

@Resolver(() => Trial)
export class TrialsResolver {
  constructor(private readonly trials: TrialsService) {}

  @Query(() => TrialConnection, { name: 'trials', description: 'Stored trials, by id.' })
  async list(
    @Args('first', { type: () => Int, defaultValue: 20, description: 'Page size, 1 to 200.' }) first: number,
    @Args('after', { type: () => String, nullable: true, description: 'Cursor of the item before the page.' })
    after?: string,
  ): Promise<Connection<StoredTrial>> {
    const { items, total, more } = await this.trials.list(pageSize(first), after ? decodeCursor(after) : undefined);
    return page(
      items.map((node) => ({ node, cursor: encodeCursor(node.id) })),
      total,
      more,
    );
  }

  @Query(() => Trial, {
    name: 'trial',
    nullable: true,
    description: 'One trial by its id or by its number in any registry, or null.',
  })
  async one(
    @Args('id', { type: () => ID, description: 'NCT, NCI, EU CT or EudraCT number.' }) id: string,
  ): Promise<StoredTrial | null> {
    return (await this.trials.find(id)) ?? null;
  }

  @ResolveField(() => [String], { description: 'Conditions as registered.' })
  conditions(@Parent() trial: StoredTrial): string[] {
    return trial.details.conditions;
  }

  @ResolveField(() => [String], { description: 'Registries that know the trial: ctgov, nci, ctis.' })
  registries(@Parent() trial: StoredTrial): string[] {
    return trial.registries;
  }

  @ResolveField(() => String, { nullable: true, description: 'Version of the record whose criteria are in force.' })
  version(@Parent() trial: StoredTrial): string | null {
    return trial.versionInForce;
  }

  @ResolveField(() => [TrialSite], { description: 'Sites, those that recruit first.' })
  async sites(
    @Parent() trial: StoredTrial,
    @Args('first', { type: () => Int, defaultValue: 20, description: 'At most this many.' }) first: number,
  ): Promise<StoredSite[]> {
    return ((await this.trials.sites([trial.id])).get(trial.id) ?? []).slice(0, pageSize(first));
  }

  @ResolveField(() => Eligibility, { nullable: true, description: 'The structured eligibility criteria.' })
  async eligibility(@Parent() trial: StoredTrial): Promise<Eligibility | null> {
    const document = await this.trials.document(trial);
    if (!document) return null;
    return { scopes: document.scopes ?? [], criteria: document.criteria.map(toCriterion) };
  }
}
