import type { GraphQLResolveInfo } from 'graphql';
import { Args, Info, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Grade } from '../../../domain/matching/report.js';
import type { Profile } from '../../../domain/patient/profile.js';
import { MatchFacetsService } from '../../../matches/match-facets.service.js';
import { type Principal, reachOf } from '../../../identity/principal.js';
import {
  type DetailedMatch,
  keyOfMatch,
  ListChanged,
  MatchingService,
  type MatchPage,
} from '../../../matches/matching.service.js';
import { isPutAway, type Review, ReviewsService } from '../../../matches/reviews.service.js';
import { PatientsService, type StoredPatient } from '../../../patients/patients.service.js';
import { ENGINE } from '../../../reference-data/engine.js';
import { loadVocabulary } from '../../../reference-data/load-vocabulary.js';
import { today } from '../../clock.js';
import { Access } from '../../auth/access-rule.js';
import { Charged } from '../../limits/charged.js';
import { Requester } from '../../auth/requester.js';
import { MATCH_PATIENT } from '../../auth/rules.js';
import { badInput } from '../../errors/graphql-errors.js';
import { decodeCursor, encodeCursor, LIST_CHANGED, pageSize } from '../cursor.js';
import { answeringSearchErrors, nearOf } from '../near.js';
import { DayScalar } from '../scalars/day.js';
import { asksFor } from '../selected-fields.js';
import { describeFilters, toCriterionResult, toGradeCounts } from '../to-match.js';
import { MatchFilter, PatientInput } from '../types/inputs.js';
import {
  type InvalidRecord,
  MatchResult,
  MatchTrialsPayload,
  type PatientNotFound,
  type TrialMatch,
} from '../types/match.type.js';
import { Facet } from '../types/trial.type.js';
import { asInvalidRecord } from './patients.resolver.js';

const toMatch = ({ criteria = [], wouldSettle = [], ...match }: DetailedMatch, worklist?: Review): TrialMatch => ({
  ...match,
  criteria: criteria.map(toCriterionResult),
  wouldSettle,
  ...(worklist && { worklist }),
});

/** Who is matched: a profile, and the stored patient it belongs to, if any. */
interface Matched {
  profile: Profile;
  stored?: StoredPatient;
}

@Resolver(() => MatchResult)
export class MatchesResolver {
  constructor(
    private readonly matching: MatchingService,
    private readonly patients: PatientsService,
    private readonly reviews: ReviewsService,
    private readonly matchFacets: MatchFacetsService,
  ) {}

  @Charged('matches')
  @Access(MATCH_PATIENT)
  @Query(() => MatchTrialsPayload, {
    description: 'Trials for one patient, best first, every criterion explained. A bundle given here is not stored.',
  })
  async matchTrials(
    @Requester() requester: Principal,
    @Info() info: GraphQLResolveInfo,
    @Args('patient', { type: () => PatientInput, description: 'Who to match.' }) patient: PatientInput,
    @Args('filter', { type: () => MatchFilter, nullable: true, description: 'Which trials and grades.' })
    filter?: MatchFilter,
    @Args('asOf', { type: () => DayScalar, nullable: true, description: 'Day to ask about; default: today (UTC).' })
    asOf?: string,
    @Args('first', { type: () => Int, defaultValue: 20, description: 'Page size, 1 to 200.' }) first = 20,
    @Args('after', { type: () => String, nullable: true, description: 'Cursor of the item before the page.' })
    after?: string,
  ): Promise<(MatchResult & { trialIds: string[] }) | InvalidRecord | PatientNotFound> {
    const matched = await this.matchedPatient(patient, requester);
    if ('message' in matched) return matched;
    const { profile, stored } = matched;
    const day = asOf ?? today();
    const { grades, near, hidePutAway, recoverableOnly, ...considered } = filter ?? {};
    const reviews = stored ? await this.reviews.ofPatient(stored.id) : new Map<string, Review>();
    const page = await answeringListErrors(() =>
      this.matching.match(profile, {
        asOf: day,
        ...considered,
        grades: grades as Grade[] | undefined,
        recoverableOnly: recoverableOnly ?? false,
        ...(hidePutAway && stored && { putAway: putAwayOf(reviews, stored, day) }),
        ...(near && { near: nearOf(near) }),
        first: pageSize(first),
        ...(after && { after: decodeCursor(after) }),
        ...askedOfMatches(info),
      }),
    );
    return {
      patient: profile.patient,
      deceased: profile.deceased ?? false,
      ...connectionOf(page, reviews),
      counts: toGradeCounts(page.counts),
      putAway: page.putAway,
      trialIds: page.trialIds ?? [],
      wouldSettle: page.wouldSettle ?? [],
      unmapped: profile.unmapped,
      metadata: { engine: ENGINE, vocabulary: loadVocabulary().version, asOf: day, filters: describeFilters(filter) },
    };
  }

  @ResolveField(() => [Facet], { description: 'Counts over all pages, per status, phase and country.' })
  async facets(@Parent() { trialIds }: MatchResult & { trialIds: string[] }): Promise<Facet[]> {
    const facets = await this.matchFacets.of(trialIds);
    return Object.entries(facets).map(([name, values]) => ({ name, values }));
  }

  private async matchedPatient(
    patient: PatientInput,
    requester: Principal,
  ): Promise<Matched | InvalidRecord | PatientNotFound> {
    const { id, bundle } = patient;
    if ((id === undefined || id === null) === (bundle === undefined || bundle === null)) {
      throw badInput('patient: give either id or bundle');
    }
    if (id !== undefined && id !== null) {
      const stored = await this.patients.get(id, reachOf(requester));
      return stored ? { profile: stored.profile, stored } : { id, message: 'no stored patient has this id' };
    }
    try {
      return { profile: this.patients.read(bundle) };
    } catch (error) {
      return asInvalidRecord(error);
    }
  }
}

/** What costs time and is told only where the operation asks for it. */
function askedOfMatches(info: GraphQLResolveInfo) {
  const ofEach = (field: string): boolean => asksFor(info, 'nodes', field) || asksFor(info, 'edges', 'node', field);
  return {
    details: { criteria: ofEach('criteria'), wouldSettle: ofEach('wouldSettle') },
    wouldSettle: asksFor(info, 'wouldSettle'),
    trialIds: asksFor(info, 'facets'),
  };
}

function connectionOf(
  { matches, total, hasNextPage }: MatchPage,
  reviews: ReadonlyMap<string, Review>,
): Pick<MatchResult, 'edges' | 'nodes' | 'pageInfo' | 'totalCount'> {
  const edges = matches.map((match) => ({
    cursor: encodeCursor(keyOfMatch(match)),
    node: toMatch(match, reviews.get(match.trial.id)),
  }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: { hasNextPage, endCursor: edges.at(-1)?.cursor ?? null },
    totalCount: total,
  };
}

/** The trials that are put away, each with the version for which that holds. */
const putAwayOf = (
  reviews: ReadonlyMap<string, Review>,
  { version }: StoredPatient,
  day: string,
): Map<string, string> =>
  new Map(
    [...reviews.values()]
      .filter((review) => isPutAway(review, { patientVersion: version, trialVersion: review.trialVersion }, day))
      .map(({ trialId, trialVersion }) => [trialId, trialVersion]),
  );

async function answeringListErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await answeringSearchErrors(work);
  } catch (error) {
    if (error instanceof ListChanged) throw badInput(LIST_CHANGED);
    throw error;
  }
}
