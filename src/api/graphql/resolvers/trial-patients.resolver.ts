import { Args, ID, Int, Query, Resolver } from '@nestjs/graphql';
import type { Grade } from '../../../domain/matching/report.js';
import { type Principal, reachOf } from '../../../identity/principal.js';
import { TrialPatientsService } from '../../../matches/trial-patients.service.js';
import { ENGINE } from '../../../reference-data/engine.js';
import { loadVocabulary } from '../../../reference-data/load-vocabulary.js';
import { today } from '../../clock.js';
import { Access } from '../../auth/access-rule.js';
import { Charged } from '../../limits/charged.js';
import { Requester } from '../../auth/requester.js';
import { MATCH_PATIENTS } from '../../auth/rules.js';
import { pageSize, slice } from '../cursor.js';
import { DayScalar } from '../scalars/day.js';
import { describeFilters, toCriterionResult, toGradeCounts, toMatchedTrial } from '../to-match.js';
import {
  MatchPatientsPayload,
  type PatientMatches,
  PatientMatchFilter,
  type TrialNotFound,
} from '../types/cohort.type.js';
import { page } from '../types/page-info.js';

const LISTED_BY_DEFAULT: readonly Grade[] = ['certain', 'probable', 'possible'];

@Resolver()
export class TrialPatientsResolver {
  constructor(private readonly trialPatients: TrialPatientsService) {}

  @Charged('matches')
  @Access(MATCH_PATIENTS)
  @Query(() => MatchPatientsPayload, {
    description: 'Stored patients for one trial, best first, with the criteria on which each verdict hangs.',
  })
  async matchPatients(
    @Requester() requester: Principal,
    @Args('trialId', { type: () => ID, description: 'NCT, NCI, EU CT or EudraCT number.' }) trialId: string,
    @Args('filter', { type: () => PatientMatchFilter, nullable: true, description: 'Which patients.' })
    filter?: PatientMatchFilter,
    @Args('asOf', { type: () => DayScalar, nullable: true, description: 'Day to ask about; default: today (UTC).' })
    asOf?: string,
    @Args('first', { type: () => Int, defaultValue: 20, description: 'Page size, 1 to 200.' }) first = 20,
    @Args('after', { type: () => String, nullable: true, description: 'Cursor of the item before the page.' })
    after?: string,
  ): Promise<PatientMatches | TrialNotFound> {
    const day = asOf ?? today();
    const size = pageSize(first);
    const found = await this.trialPatients.match(trialId, {
      reach: reachOf(requester),
      asOf: day,
      grades: (filter?.grades as Grade[] | undefined) ?? LISTED_BY_DEFAULT,
      openScopesOnly: filter?.openOnly ?? false,
      alive: filter?.alive ?? false,
    });
    if (!found) return { id: trialId, message: 'no stored trial with criteria has this id or number' };
    const { trial, summary, listed } = found;
    const { edges, hasNextPage } = slice(listed, ({ patient }) => patient.id, size, after);
    const explained = edges.map(({ node, cursor }) => {
      const pair = found.explain(node.patient);
      const deciding = (pair?.deciding ?? []).map(toCriterionResult);
      const criteria = (pair?.criteria ?? []).map(toCriterionResult);
      return { cursor, node: { ...node, ...pair, deciding, criteria, wouldSettle: pair?.wouldSettle ?? [] } };
    });
    return {
      ...page(explained, listed.length, hasNextPage),
      trial: toMatchedTrial(trial),
      patients: summary.patients,
      counts: toGradeCounts(summary.counts),
      funnels: summary.funnels,
      metadata: {
        engine: ENGINE,
        vocabulary: loadVocabulary().version,
        asOf: day,
        filters: describeFilters(filter),
      },
    };
  }
}
