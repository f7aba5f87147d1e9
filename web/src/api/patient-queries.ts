import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { cursorAfter } from './cursor.js';
import { ApiError, request } from './client.js';
import { MatchesDocument, MatchOverviewDocument, PatientDocument } from './documents.js';
import type { MatchFilter } from './generated/graphql.js';

const PAGE = 20;

/** What the list of matches is asked for before anybody narrows it. */
export const OPEN_MATCHES: MatchFilter = { hidePutAway: true, near: null };

/** A stored patient and its record. */
export const patientQuery = (id: string) =>
  queryOptions({ queryKey: ['patient', id], queryFn: () => request(PatientDocument, { id }) });

/** The matches of a patient, page by page. */
export const matchesQuery = (id: string, filter: MatchFilter) =>
  infiniteQueryOptions({
    queryKey: ['matches', id, filter],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam }) => {
      const { matchTrials } = await request(MatchesDocument, { id, filter, first: PAGE, after: pageParam });
      if (matchTrials.__typename !== 'MatchResult') throw new ApiError('PATIENT', matchTrials.message);
      return matchTrials;
    },
    getNextPageParam: (last) => cursorAfter(last.pageInfo),
  });

/** What all matches together tell: how they are spread, and what to find out next. */
export const matchOverviewQuery = (id: string, filter: MatchFilter) =>
  queryOptions({
    queryKey: ['match-overview', id, filter],
    queryFn: async () => {
      const { matchTrials } = await request(MatchOverviewDocument, { id, filter });
      if (matchTrials.__typename !== 'MatchResult') throw new ApiError('PATIENT', matchTrials.message);
      return matchTrials;
    },
  });
