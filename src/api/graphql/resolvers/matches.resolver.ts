import { Args, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Grade, MatchReport, TrialMatch as DomainMatch } from '../../../domain/matching/report.js';
import type { Profile } from '../../../domain/patient/profile.js';
import { MatchFacetsService } from '../../../matches/match-facets.service.js';
import { type Principal, reachOf } from '../../../identity/principal.js';
import { MatchingService } from '../../../matches/matching.service.js';
import { isPutAway, type Review, ReviewsService } from '../../../matches/reviews.service.js';
import { PatientsService, type StoredPatient } from '../../../patients/patients.service.js';
import { today } from '../../clock.js';
import { Access } from '../../auth/access-rule.js';
import { Charged } from '../../limits/charged.js';
import { Requester } from '../../auth/requester.js';
import { MATCH_PATIENT } from '../../auth/rules.js';
import { badInput } from '../../errors/graphql-errors.js';
import { pageSize, slice } from '../cursor.js';
import { answeringSearchErrors, nearOf } from '../near.js';
import { DayScalar } from '../scalars/day.js';
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

const keyOf = (match: DomainMatch): string => `${match.trial.registry}:${match.trial.id}`;

const toMatch = (match: DomainMatch): TrialMatch => ({
  ...match,
  criteria: (match.criteria ?? []).map(toCriterionResult),
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
    @Args('patient', { type: () => PatientInput, description: 'Who to match.' }) patient: PatientInput,
    @Args('filter', { type: () => MatchFilter, nullable: true, description: 'Which trials and grades.' })
    filter?: MatchFilter,
    @Args('asOf', { type: () => DayScalar, nullable: true, description: 'Day to ask about; default: today (UTC).' })
    asOf?: string,
    @Args('first', { type: () => Int, defaultValue: 20, description: 'Page size, 1 to 200.' }) first = 20,
    @Args('after', { type: () => String, nullable: true, description: 'Cursor of the item before the page.' })
    after?: string,
  ): Promise<MatchResult | InvalidRecord | PatientNotFound> {
    const matched = await this.matchedPatient(patient, requester);
    if ('message' in matched) return matched;
    const { profile, stored } = matched;
    const day = asOf ?? today();
    const { grades, near, hidePutAway, recoverableOnly, ...considered } = filter ?? {};
    const request = { asOf: day, ...considered, grades: grades as Grade[] | undefined };
    const report = await answeringSearchErrors(() =>
      this.matching.rank(profile, near ? { ...request, near: nearOf(near) } : request),
    );
    const reviews = stored ? await this.reviews.ofPatient(stored.id) : new Map<string, Review>();
    const asked = recoverableOnly ? report.matches.filter(({ recoverable }) => recoverable) : report.matches;
    const shown = hidePutAway && stored ? asked.filter(notPutAway(reviews, stored, day)) : asked;
    const { edges, hasNextPage } = slice(shown, keyOf, pageSize(first), after);
    const explained = await this.matching.explain(
      profile,
      day,
      edges.map(({ node }) => node.trial.id),
    );
    return answer({ ...report, matches: shown }, profile, {
      filters: describeFilters(filter),
      hasNextPage,
      putAway: asked.length - shown.length,
      edges: edges.map(({ node, cursor }) => ({
        cursor,
        node: {
          ...toMatch({ ...node, criteria: explained.find((match) => keyOf(match) === keyOf(node))?.criteria }),
          worklist: reviews.get(node.trial.id),
        },
      })),
    });
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

function answer(
  report: MatchReport,
  profile: Profile,
  shown: { edges: MatchResult['edges']; hasNextPage: boolean; putAway: number; filters: string[] },
): MatchResult & { trialIds: string[] } {
  return {
    patient: report.patient,
    deceased: profile.deceased ?? false,
    edges: shown.edges,
    nodes: shown.edges.map(({ node }) => node),
    pageInfo: { hasNextPage: shown.hasNextPage, endCursor: shown.edges.at(-1)?.cursor ?? null },
    totalCount: report.matches.length,
    counts: toGradeCounts(report.counts),
    putAway: shown.putAway,
    trialIds: report.matches.map(({ trial }) => trial.id),
    wouldSettle: report.wouldSettle,
    unmapped: report.unmapped,
    metadata: { engine: report.engine, vocabulary: report.vocabulary, asOf: report.asOf, filters: shown.filters },
  };
}

const notPutAway =
  (reviews: ReadonlyMap<string, Review>, { version }: StoredPatient, day: string) =>
  ({ trial }: DomainMatch): boolean => {
    const review = reviews.get(trial.id);
    return !review || !isPutAway(review, { patientVersion: version, trialVersion: trial.version }, day);
  };
