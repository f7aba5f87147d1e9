import { Button, Card, Group, SegmentedControl, Stack, Table, Text, Title } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError, request } from '../../api/client.js';
import { MatchesDocument } from '../../api/documents.js';
import type { Grade, MatchFilter } from '../../api/generated/graphql.js';
import { useMessages } from '../../i18n/use-messages.js';
import { Async } from '../async.js';
import { type Choice, nearOf, NOTHING_CHOSEN } from '../facets/choice.js';
import { FacetFilters } from '../facets/facet-filters.js';
import { MatchCard } from './match-card.js';
import { cursorAfter, ShowMore } from '../show-more.js';

const PAGE = 20;
const FACTS = 6;

/** Which matches are asked for: those that are open, one grade, or what time or treatment may still bring in. */
type View = Grade | 'OPEN' | 'NEAR_MISS';

const filterOf = (view: View, choice: Choice, hidePutAway: boolean): MatchFilter => ({
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
  const query = useInfiniteQuery({
    queryKey: ['matches', id, filter],
    initialPageParam: null as string | null,
    placeholderData: keepPreviousData,
    queryFn: async ({ pageParam }) => {
      const { matchTrials } = await request(MatchesDocument, { id, filter, first: PAGE, after: pageParam });
      if (matchTrials.__typename !== 'MatchResult') throw new ApiError('PATIENT', matchTrials.message);
      return matchTrials;
    },
    getNextPageParam: (last) => cursorAfter(last.pageInfo),
  });
  return (
    <Async query={query}>
      {({ pages }) => {
        const [first] = pages;
        if (!first) return null;
        const { counts, wouldSettle, metadata } = first;
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
            <FacetFilters facets={first.facets} choice={choice} onChange={setChoice} />
            {view === 'NEAR_MISS' && <Text>{t.nearMissesNote}</Text>}
            {view !== 'NEAR_MISS' && view !== 'CERTAINLY_NOT' && wouldSettle.length > 0 && (
              <Card withBorder>
                <Title order={2} size="h4">
                  {t.findOut}
                </Title>
                <Text size="sm">{t.findOutNote}</Text>
                <Table mt="xs" aria-label={t.findOut}>
                  <Table.Tbody>
                    {wouldSettle.slice(0, FACTS).map(({ fact, trials }) => (
                      <Table.Tr key={fact}>
                        <Table.Td>{fact}</Table.Td>
                        <Table.Td w="40%" visibleFrom="sm">
                          <div className="bar" aria-hidden="true">
                            <span style={{ width: `${(100 * trials) / (wouldSettle[0]?.trials ?? 1)}%` }} />
                          </div>
                        </Table.Td>
                        <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
                          {trials} {t.trialsCount}
                        </Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </Card>
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
