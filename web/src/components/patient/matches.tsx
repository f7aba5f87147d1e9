import { Button, Group, SegmentedControl, Skeleton, Stack, Text } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { Grade, MatchFilter } from '../../api/generated/graphql.js';
import { matchesQuery, matchOverviewQuery, OPEN_MATCHES } from '../../api/patient-queries.js';
import { useMessages } from '../../i18n/use-messages.js';
import { Async } from '../async.js';
import { type Choice, nearOf, NOTHING_CHOSEN } from '../facets/choice.js';
import { MatchCard } from './match-card.js';
import { FindOut } from './find-out.js';
import { ShowMore } from '../show-more.js';

/** Drawn after the list, which does not wait for its code. */
const FacetFilters = lazy(() =>
  import('../facets/facet-filters.js').then((module) => ({ default: module.FacetFilters })),
);

/** Which matches are asked for: those that are open, one grade, or what time or treatment may still bring in. */
type View = Grade | 'OPEN' | 'NEAR_MISS';

const filterOf = (view: View, choice: Choice, hidePutAway: boolean): MatchFilter => ({
  ...OPEN_MATCHES,
  hidePutAway,
  ...(view === 'NEAR_MISS' && { grades: ['CERTAINLY_NOT'], recoverableOnly: true }),
  ...(view !== 'OPEN' && view !== 'NEAR_MISS' && { grades: [view] }),
  ...(choice.status.length > 0 && { status: choice.status }),
  ...(choice.phase.length > 0 && { phases: choice.phase }),
  ...(choice.country.length > 0 && { countries: choice.country }),
  near: nearOf(choice),
});

/** Ranked matches of a patient, with what to find out next. */
export function Matches({ id }: { id: string }) {
  const t = useMessages();
  const [view, setView] = useState<View>('OPEN');
  const [choice, setChoice] = useState(NOTHING_CHOSEN);
  const [hidePutAway, setHidePutAway] = useState(true);
  const filter = filterOf(view, choice, hidePutAway);
  const query = useInfiniteQuery({ ...matchesQuery(id, filter), placeholderData: keepPreviousData });
  const isListed = query.isSuccess && !query.isPlaceholderData;
  const overview = useQuery({
    ...matchOverviewQuery(id, filter),
    placeholderData: keepPreviousData,
    enabled: isListed,
  });
  return (
    <Async query={query}>
      {({ pages }) => {
        const [first] = pages;
        if (!first) return null;
        const { counts, metadata } = first;
        const nodes = pages.flatMap((part) => part.nodes);
        return (
          <Stack aria-busy={query.isFetching}>
            <Group gap="sm" wrap="wrap">
              <SegmentedControl
                aria-label={t.grade}
                value={view}
                onChange={(value) => setView(value as View)}
                className="wrapping-control"
                data={[
                  { value: 'OPEN', label: t.all },
                  { value: 'CERTAIN', label: `${t.certain} (${counts.certain})` },
                  { value: 'PROBABLE', label: `${t.probable} (${counts.probable})` },
                  { value: 'POSSIBLE', label: `${t.possible} (${counts.possible})` },
                  { value: 'NEAR_MISS', label: t.nearMisses },
                  { value: 'CERTAINLY_NOT', label: `${t.excluded} (${counts.certainlyNot})` },
                ]}
              />
            </Group>
            <Suspense fallback={<Skeleton className="facets-place" />}>
              <FacetFilters facets={overview.data?.facets ?? []} choice={choice} onChange={setChoice} />
            </Suspense>
            {view === 'NEAR_MISS' && <Text>{t.nearMissesNote}</Text>}
            {view !== 'NEAR_MISS' && view !== 'CERTAINLY_NOT' && nodes.length > 0 && (
              <FindOut facts={overview.data?.wouldSettle} />
            )}
            <Group justify="space-between">
              <Text role="status">
                {first.totalCount} {t.found}
              </Text>
              {(first.putAway > 0 || !hidePutAway) && (
                <Group gap="xs">
                  {hidePutAway && (
                    <Text size="sm">
                      {first.putAway} {t.putAwayCount}
                    </Text>
                  )}
                  <Button size="xs" variant="default" onClick={() => setHidePutAway(!hidePutAway)}>
                    {hidePutAway ? t.showPutAway : t.hidePutAway}
                  </Button>
                </Group>
              )}
            </Group>
            {nodes.length === 0 && <Text>{t.noMatches}</Text>}
            <ul className="plain-list">
              {nodes.map((match) => (
                <MatchCard key={match.trial.id} patient={id} match={match} />
              ))}
            </ul>
            <ShowMore query={query} label={t.showMore} />
            <Text size="xs">
              {t.asOf} {metadata.asOf} · {t.engine} {metadata.engine} · {t.vocabulary} {metadata.vocabulary} ·{' '}
              {t.filters}: {metadata.filters.join('; ')}
            </Text>
          </Stack>
        );
      }}
    </Async>
  );
}
