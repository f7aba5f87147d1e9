import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Grade } from '../../../domain/matching/report.js';
import { CohortRunsService, type CohortRun as Run } from '../../../matches/cohort-runs.service.js';
import { type Principal, reachOf } from '../../../identity/principal.js';
import { ENGINE } from '../../../reference-data/engine.js';
import { loadVocabulary } from '../../../reference-data/load-vocabulary.js';
import { today } from '../../clock.js';
import { Access } from '../../auth/access-rule.js';
import { Charged } from '../../limits/charged.js';
import { Requester } from '../../auth/requester.js';
import { RUN_COHORT } from '../../auth/rules.js';
import { badInput } from '../../errors/graphql-errors.js';
import { decodeCursor, encodeCursor, pageSize } from '../cursor.js';
import { statedFilters, toGradeCounts, toMatchedTrial } from '../to-match.js';
import { CohortPair, CohortPairConnection, CohortRun, CohortRunInput, CohortTrial } from '../types/cohort.type.js';
import { ResultMetadata } from '../types/match.type.js';
import { page, type Connection } from '../types/page-info.js';

/** Position of a pair in a run, from its cursor. */
function positionAfter(after: string | undefined): number {
  if (after == null) return 0;
  const position = Number(decodeCursor(after));
  if (!Number.isSafeInteger(position) || position < 0) throw badInput('after: not a cursor of this list');
  return position + 1;
}

/** Runs of many patients against many trials. */
@Resolver(() => CohortRun)
export class CohortsResolver {
  constructor(private readonly cohorts: CohortRunsService) {}

  @Charged('matches')
  @Access(RUN_COHORT)
  @Mutation(() => CohortRun, {
    description: 'Judges stored patients against trials in the background; ask `cohortRun` how far it is.',
  })
  startCohortRun(
    @Requester() requester: Principal,
    @Args('input', { type: () => CohortRunInput, description: 'Whom against what.' }) input: CohortRunInput,
  ): Run {
    const { asOf, patients, minGrade, openOnly, alive, ...trials } = input;
    return this.cohorts.start({
      reach: reachOf(requester),
      asOf: asOf ?? today(),
      trials: given(trials),
      ...(patients != null && { patients }),
      minGrade: minGrade as Grade,
      openScopesOnly: openOnly,
      alive,
    });
  }

  @Access(RUN_COHORT)
  @Mutation(() => CohortRun, {
    nullable: true,
    description: 'Stops a run; what it found until then stays readable. Null where there is no such run.',
  })
  cancelCohortRun(
    @Requester() requester: Principal,
    @Args('id', { type: () => ID, description: 'Id of the run.' }) id: string,
  ): Run | null {
    return this.cohorts.cancel(id, reachOf(requester)) ?? null;
  }

  @Access(RUN_COHORT)
  @Query(() => CohortRun, { nullable: true, description: 'One run, or null where it is not kept any more.' })
  cohortRun(
    @Requester() requester: Principal,
    @Args('id', { type: () => ID, description: 'Id of the run.' }) id: string,
  ): Run | null {
    return this.cohorts.get(id, reachOf(requester)) ?? null;
  }

  @Access(RUN_COHORT)
  @Query(() => [CohortRun], { description: 'Runs that are kept, newest first.' })
  cohortRuns(@Requester() requester: Principal): Run[] {
    return this.cohorts.list(reachOf(requester));
  }

  @ResolveField(() => [CohortTrial], {
    description: 'Per trial: patients per grade and the funnel, in the order of ids.',
  })
  trials(@Parent() run: Run): CohortTrial[] {
    return [...run.summaries.values()].map(({ trial, summary }) => ({
      trial: toMatchedTrial(trial),
      patients: summary.patients,
      counts: toGradeCounts(summary.counts),
      funnels: summary.funnels,
    }));
  }

  @ResolveField(() => CohortPairConnection, { description: 'Pairs that reach the grade, as far as they are judged.' })
  pairs(
    @Parent() { pairs }: Run,
    @Args('first', { type: () => Int, defaultValue: 20, description: 'Page size, 1 to 200.' }) first: number,
    @Args('after', { type: () => String, nullable: true, description: 'Cursor of the item before the page.' })
    after?: string,
  ): Connection<CohortPair> {
    const start = positionAfter(after);
    const lines = pairs.slice(start, pageSize(first));
    const edges = lines.map((node, i) => ({
      node: { ...node, deceased: node.deceased ?? false },
      cursor: encodeCursor(String(start + i)),
    }));
    return page(edges, pairs.count, start + lines.length < pairs.count);
  }

  @ResolveField(() => String, {
    description: 'Path of the download as CSV (patient, trial, grade, score, scope, deceased).',
  })
  csv(@Parent() { id }: Run): string {
    return `/cohort-runs/${id}/pairs.csv`;
  }

  @ResolveField(() => String, { description: 'Path of the download as NDJSON, one pair a line.' })
  ndjson(@Parent() { id }: Run): string {
    return `/cohort-runs/${id}/pairs.ndjson`;
  }

  @ResolveField(() => ResultMetadata, { description: 'What the result is computed with.' })
  metadata(@Parent() { request }: Run): ResultMetadata {
    const { asOf, trials, patients, minGrade, openScopesOnly, alive } = request;
    const asked = {
      ...trials,
      ...(patients && { patients: patients.length }),
      minGrade,
      openOnly: openScopesOnly,
      alive,
    };
    const filters = statedFilters(asked);
    return { engine: ENGINE, vocabulary: loadVocabulary().version, asOf, filters };
  }
}

/** Without the fields that are null or absent: they do not narrow. */
const given = <T extends object>(fields: T): Partial<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null)) as Partial<T>;
