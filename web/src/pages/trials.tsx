import { Anchor, Badge, Checkbox, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { request } from '../api/client.js';
import { TrialsDocument } from '../api/documents.js';
import { Async } from '../components/async.js';
import { nearOf, NOTHING_CHOSEN } from '../components/facets/choice.js';
import { FacetFilters } from '../components/facets/facet-filters.js';
import { useMessages } from '../i18n/use-messages.js';
import { wordFor } from '../i18n/words.js';
import { cursorAfter } from '../api/cursor.js';
import { ShowMore } from '../components/show-more.js';

const PAGE = 30;
const CONDITIONS = 4;

/** Trial search by words, cancer type, recruitment, phase, country and distance. */
export function TrialsPage() {
  const t = useMessages();
  const [text, setText] = useState('');
  const [cancer, setCancer] = useState('');
  const [recruitingOnly, setRecruiting] = useState(false);
  const [choice, setChoice] = useState(NOTHING_CHOSEN);
  const [search] = useDebouncedValue(text.trim(), 300);
  const [named] = useDebouncedValue(cancer.trim(), 500);
  const near = nearOf(choice);
  const [country] = choice.country;
  const filter = {
    ...(named && { cancer: named }),
    ...(recruitingOnly && { recruitingOnly }),
    ...(choice.status.length > 0 && { statuses: choice.status }),
    ...(choice.phase.length > 0 && { phases: choice.phase }),
    ...(country && { country }),
    ...(near && { near }),
  };
  const query = useInfiniteQuery({
    queryKey: ['trials', search, filter],
    initialPageParam: null as string | null,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) =>
      request(TrialsDocument, { search: search || null, filter, first: PAGE, after: pageParam }),
    getNextPageParam: ({ trials }) => cursorAfter(trials.pageInfo),
  });
  return (
    <Stack>
      <Title order={1}>{t.trials}</Title>
      <Group align="flex-end">
        <TextInput
          label={t.search}
          placeholder={t.searchHint}
          value={text}
          miw={260}
          onChange={(e) => setText(e.currentTarget.value)}
        />
        <TextInput label={t.cancerFilter} value={cancer} onChange={(e) => setCancer(e.currentTarget.value)} />
        <Checkbox
          label={t.recruitingOnly}
          checked={recruitingOnly}
          pb={8}
          onChange={(e) => setRecruiting(e.currentTarget.checked)}
        />
      </Group>
      <Async query={query}>
        {({ pages }) => (
          <Stack aria-busy={query.isFetching}>
            <FacetFilters
              facets={pages[0]?.trials.facets ?? []}
              choice={choice}
              // The search takes one country: the last one chosen.
              onChange={(next) => setChoice({ ...next, country: next.country.slice(-1) })}
            />
            <Text role="status">
              {pages[0]?.trials.totalCount} {t.found}
            </Text>
            <ul className="plain-list">
              {pages
                .flatMap(({ trials }) => trials.nodes)
                .map((trial) => (
                  <Paper key={trial.id} withBorder p="sm" component="li">
                    <Group gap="xs" mb={4}>
                      <Badge variant="default" tt="none">
                        {wordFor(t, 'status', trial.status)}
                      </Badge>
                      {trial.phases.map((phase) => (
                        <Badge key={phase} variant="default" tt="none">
                          {wordFor(t, 'phase', phase)}
                        </Badge>
                      ))}
                      {trial.distanceKm != null && (
                        <Text size="sm">
                          {trial.distanceKm} {t.distance}
                        </Text>
                      )}
                    </Group>
                    <Anchor component={Link} to="/trials/$id" params={{ id: trial.id } as never} fw={600}>
                      {trial.title}
                    </Anchor>
                    <Text size="sm" className="wrap-anywhere">
                      {trial.id} · {trial.conditions.slice(0, CONDITIONS).join(', ')}
                      {trial.conditions.length > CONDITIONS ? ' …' : ''}
                    </Text>
                  </Paper>
                ))}
            </ul>
            <ShowMore query={query} label={t.showMore} />
          </Stack>
        )}
      </Async>
    </Stack>
  );
}
