import { Args, Context, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { kilometresOf, milesOf } from '../../../domain/logic/miles.js';
import { type Audience, statement } from '../../../domain/criteria/statement.js';
import type { EligibilityDocument, Expression } from '../../../domain/criteria/model.js';
import { loadVocabulary } from '../../../reference-data/load-vocabulary.js';
import { revisionOf } from '../../../trials/curation.service.js';
import {
  TrialsService,
  type Trial as StoredTrial,
  type TrialSite as StoredSite,
} from '../../../trials/trials.service.js';
import {
  type TrialFilter,
  type TrialOrder,
  TrialSearchService,
  type TrialSearchResult,
} from '../../../trials/trial-search.service.js';
import { Access } from '../../auth/access-rule.js';
import { REGISTRY_DATA } from '../../auth/rules.js';
import { pageSize } from '../cursor.js';
import { LoadersService } from '../loaders.service.js';
import { answeringSearchErrors, nearOf } from '../near.js';
import { toCriterion } from '../to-criterion.js';
import { NearInput } from '../types/inputs.js';
import { TrialFilterInput, TrialOrderValue } from '../types/trial-filter.input.js';
import { page, type Connection } from '../types/page-info.js';
import { AudienceValue } from '../types/enums.js';
import { Eligibility, Facet, Trial, TrialConnection, TrialCriterion, TrialSite } from '../types/trial.type.js';

/** A trial of a list, with the distance that the list was asked about. */
type ListedTrial = StoredTrial & { distanceKm?: number };

/** The filter of the trial store; absent fields do not filter. */
function searchFilter(search: string | undefined, input: TrialFilterInput | undefined): TrialFilter {
  const { near, ...rest } = input ?? {};
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value != null)) as TrialFilter;
  if (search != null) given.text = search;
  if (!near) return given;
  const place = nearOf(near);
  const miles = milesOf(place.radiusKm);
  return 'zip' in place ? { ...given, zip: { code: place.zip, miles } } : { ...given, near: { ...place.point, miles } };
}

@Resolver(() => TrialConnection)
export class TrialConnectionResolver {
  @ResolveField(() => [Facet], {
    description: 'Counts over the whole result, per status, phase, country, registry, study type and sex.',
  })
  async facets(@Parent() { found }: { found: TrialSearchResult }): Promise<Facet[]> {
    const facets = await found.facets();
    return Object.entries(facets).map(([name, values]) => ({ name, values }));
  }
}

const readerOf = (by: EligibilityDocument['by']): string => {
  if ('structurer' in by) return `structurer ${by.structurer}`;
  return 'curator' in by ? `curator ${by.curator}, ${by.reviewed}` : `converter ${by.converter}`;
};

@Resolver(() => Eligibility)
export class EligibilityResolver {
  constructor(private readonly loaders: LoadersService) {}

  @ResolveField(() => String, {
    nullable: true,
    description: "The registry's eligibility text as received; spans are offsets into it.",
  })
  async text(
    @Parent() { versionId }: { versionId: string | null },
    @Context() context: object,
  ): Promise<string | null> {
    return versionId === null ? null : ((await this.loaders.of(context).texts.load(versionId)) ?? null);
  }
}

const nameOfConcept = (code: string): string | undefined => {
  const { cancers, conditions } = loadVocabulary();
  return (cancers.concept(code) ?? conditions.concept(code))?.name;
};

@Resolver(() => TrialCriterion)
export class TrialCriterionResolver {
  @ResolveField(() => String, { description: 'The reading in one line; the exact words stay in `text`.' })
  reading(
    @Parent() criterion: TrialCriterion,
    @Args('audience', { type: () => AudienceValue, defaultValue: 'coordinator', description: 'Who reads it.' })
    audience: Audience,
  ): string {
    return statement(criterion.when as Expression, audience, nameOfConcept);
  }
}

@Resolver(() => Trial)
export class TrialsResolver {
  constructor(
    private readonly trials: TrialsService,
    private readonly search: TrialSearchService,
    private readonly loaders: LoadersService,
  ) {}

  @Access(REGISTRY_DATA)
  @Query(() => TrialConnection, {
    name: 'trials',
    description: 'Finds trials. Nothing is filtered that is not asked for.',
  })
  async list(
    @Args('search', {
      type: () => String,
      nullable: true,
      description: 'Words that must all occur; `word*` matches beginnings.',
    })
    search: string | undefined,
    @Args('filter', { type: () => TrialFilterInput, nullable: true, description: 'What else to ask for.' })
    filter: TrialFilterInput | undefined,
    @Args('orderBy', {
      type: () => TrialOrderValue,
      nullable: true,
      description: 'Default: by distance if near is given, else by relevance if search is, else newest first.',
    })
    orderBy: TrialOrder | undefined,
    @Args('first', { type: () => Int, defaultValue: 20, description: 'Page size, 1 to 200.' }) first: number,
    @Args('after', { type: () => String, nullable: true, description: 'Cursor of the item before the page.' })
    after?: string,
  ): Promise<Connection<ListedTrial> & Pick<TrialConnection, 'understood'> & { found: TrialSearchResult }> {
    const found = await answeringSearchErrors(() =>
      this.search.search({
        filter: searchFilter(search, filter),
        first: pageSize(first),
        ...(after != null && { after }),
        ...(orderBy != null && { orderBy }),
      }),
    );
    const edges = found.nodes.map(({ trial, cursor, miles }) => ({
      node: Object.assign(trial, miles === undefined ? {} : { distanceKm: kilometresOf(miles) }),
      cursor,
    }));
    return { ...page(edges, found.totalCount, found.hasNextPage), understood: found.understood, found };
  }

  @Access(REGISTRY_DATA)
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

  @ResolveField(() => String, { nullable: true, description: "The registry's brief summary." })
  summary(@Parent() trial: StoredTrial): string | null {
    return trial.details.summary ?? null;
  }

  @ResolveField(() => String, { nullable: true, description: 'Lead sponsor.' })
  sponsor(@Parent() trial: StoredTrial): string | null {
    return trial.details.sponsor ?? null;
  }

  @ResolveField(() => [String], { description: 'What the trial gives or does, as registered.' })
  interventions(@Parent() trial: StoredTrial): string[] {
    return trial.details.interventions.map(({ name }) => name);
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

  @ResolveField(() => [TrialSite], {
    description: 'Sites, those that recruit first; with a place, only those within its radius, the nearest first.',
  })
  async sites(
    @Parent() trial: StoredTrial,
    @Args('first', { type: () => Int, defaultValue: 20, description: 'At most this many.' }) first: number,
    @Args('near', { type: () => NearInput, nullable: true, description: 'A place and how far from it.' })
    near: NearInput | undefined,
    @Context() context: object,
  ): Promise<(StoredSite & { distanceKm?: number })[]> {
    const loaders = this.loaders.of(context);
    if (!near) return ((await loaders.sites.load(trial.id)) ?? []).slice(0, pageSize(first));
    const place = nearOf(near);
    const point = await answeringSearchErrors(() => this.search.pointOf(place));
    const sites = (await loaders.sitesNear(point).load(trial.id)) ?? [];
    return sites
      .map(({ site, miles }) => ({ ...site, ...(miles !== undefined && { distanceKm: kilometresOf(miles) }) }))
      .filter(({ distanceKm = Infinity }) => distanceKm <= place.radiusKm)
      .slice(0, pageSize(first));
  }

  @ResolveField(() => Eligibility, { nullable: true, description: 'The structured eligibility criteria.' })
  async eligibility(
    @Parent() trial: StoredTrial,
    @Context() context: object,
  ): Promise<(Eligibility & { versionId: string | null }) | null> {
    const document = await this.loaders.of(context).documents.load(trial);
    if (!document) return null;
    const { scopes = [], criteria, by } = document;
    return {
      scopes,
      criteria: criteria.map(toCriterion),
      by: readerOf(by),
      revision: revisionOf(document),
      versionId: trial.versionInForce,
    };
  }
}
