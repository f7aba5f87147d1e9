import {
  Accordion,
  Alert,
  Anchor,
  Button,
  Card,
  Group,
  List,
  SegmentedControl,
  Stack,
  Table,
  Tabs,
  Text,
  Title,
} from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ApiError, request } from '../api/client.js';
import { MatchesDocument, PatientDocument } from '../api/documents.js';
import type { Grade, PatientQuery } from '../api/generated/graphql.js';
import { Async } from '../components/async.js';
import { CriterionList, type Match } from '../components/criterion-list.js';
import { GradeBadge } from '../components/outcome-badge.js';
import { useMessages } from '../i18n/use-messages.js';

const PAGE = 20;

/** One patient: ranked matches with their reasons, the record as facts, and what could not be placed. */
export function PatientPage() {
  const t = useMessages();
  const { id } = useParams({ from: '/patients/$id' });
  const query = useQuery({ queryKey: ['patient', id], queryFn: () => request(PatientDocument, { id }) });
  return (
    <Async query={query}>
      {({ patient }) =>
        patient ? (
          <Stack>
            <Title order={1}>{patient.id}</Title>
            <Text>
              {[
                patient.cancers.join(', ') || t.noCancer,
                patient.birthDate && `${t.born} ${patient.birthDate}`,
                patient.sex,
              ]
                .filter(Boolean)
                .join(' · ')}
            </Text>
            {patient.deceased && <Alert color="gray" title={t.deceasedNote} />}
            <Tabs defaultValue="matches" keepMounted={false}>
              <Tabs.List>
                <Tabs.Tab value="matches">{t.matches}</Tabs.Tab>
                <Tabs.Tab value="record">{t.record}</Tabs.Tab>
                <Tabs.Tab value="unmapped">
                  {t.unmapped} ({patient.profile.unmapped.length})
                </Tabs.Tab>
              </Tabs.List>
              <Tabs.Panel value="matches" pt="md">
                <Matches id={id} />
              </Tabs.Panel>
              <Tabs.Panel value="record" pt="md">
                <Facts profile={patient.profile} />
              </Tabs.Panel>
              <Tabs.Panel value="unmapped" pt="md">
                <NotPlaced profile={patient.profile} />
              </Tabs.Panel>
            </Tabs>
          </Stack>
        ) : (
          <Text>{t.notFound}</Text>
        )
      }
    </Async>
  );
}

type Profile = NonNullable<PatientQuery['patient']>['profile'];

function Facts({ profile }: { profile: Profile }) {
  const t = useMessages();
  const newestFirst = [...profile.facts].sort((a, b) => (b.date ?? '').localeCompare(a.date ?? ''));
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table striped withTableBorder>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t.date}</Table.Th>
            <Table.Th scope="col">{t.fact}</Table.Th>
            <Table.Th scope="col">{t.source}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {newestFirst.map((fact, i) => (
            <Table.Tr key={i}>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>{fact.date}</Table.Td>
              <Table.Td>
                <strong>{fact.kind}</strong> {fact.text}
              </Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                {fact.source.resource} · {fact.source.path}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function NotPlaced({ profile }: { profile: Profile }) {
  const t = useMessages();
  return (
    <Stack>
      <Text>{t.unmappedNote}</Text>
      <List>
        {profile.unmapped.map((entry, i) => (
          <List.Item key={i} style={{ overflowWrap: 'anywhere' }}>
            <strong>{entry.text ?? entry.code}</strong> · {entry.resource} · {entry.why}
          </List.Item>
        ))}
      </List>
    </Stack>
  );
}

function Matches({ id }: { id: string }) {
  const t = useMessages();
  const [grade, choose] = useState<Grade | 'OPEN'>('OPEN');
  const query = useInfiniteQuery({
    queryKey: ['matches', id, grade],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam }) => {
      const filter = grade === 'OPEN' ? null : { grades: [grade] };
      const { matchTrials } = await request(MatchesDocument, { id, filter, first: PAGE, after: pageParam });
      if (matchTrials.__typename !== 'MatchResult') throw new ApiError('PATIENT', matchTrials.message);
      return matchTrials;
    },
    getNextPageParam: (last) => (last.pageInfo.hasNextPage ? (last.pageInfo.endCursor ?? null) : null),
  });
  return (
    <Async query={query}>
      {({ pages }) => {
        const [first] = pages;
        if (!first) return null;
        const { counts } = first;
        const nodes = pages.flatMap((part) => part.nodes);
        return (
          <Stack>
            <SegmentedControl
              aria-label={t.grade}
              value={grade}
              onChange={(value) => choose(value as Grade | 'OPEN')}
              data={[
                { value: 'OPEN', label: t.all },
                { value: 'CERTAIN', label: `${t.certain} (${counts.certain})` },
                { value: 'PROBABLE', label: `${t.probable} (${counts.probable})` },
                { value: 'POSSIBLE', label: `${t.possible} (${counts.possible})` },
                { value: 'CERTAINLY_NOT', label: `${t.excluded} (${counts.certainlyNot})` },
              ]}
            />
            {first.wouldSettle.length > 0 && (
              <Card withBorder>
                <Title order={2} size="h4">
                  {t.findOut}
                </Title>
                <Text size="sm">{t.findOutNote}</Text>
                <List size="sm" mt="xs">
                  {first.wouldSettle.slice(0, 5).map((item) => (
                    <List.Item key={item.fact}>
                      {item.fact} ({item.trials} {t.trialsCount})
                    </List.Item>
                  ))}
                </List>
              </Card>
            )}
            {nodes.length === 0 && <Text>{t.noMatches}</Text>}
            <Accordion variant="separated" chevronPosition="left">
              {nodes.map((match) => (
                <MatchItem key={match.trial.id} match={match} />
              ))}
            </Accordion>
            {query.hasNextPage && (
              <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {t.showMore}
              </Button>
            )}
            <Text size="xs">
              {t.asOf} {first.metadata.asOf} · {t.engine} {first.metadata.engine} · {t.vocabulary}{' '}
              {first.metadata.vocabulary} · {t.filters}: {first.metadata.filters.join('; ')}
            </Text>
          </Stack>
        );
      }}
    </Async>
  );
}

function MatchItem({ match }: { match: Match }) {
  const t = useMessages();
  return (
    <Accordion.Item value={match.trial.id}>
      <Accordion.Control>
        <Group gap="sm" wrap="nowrap" align="flex-start">
          <GradeBadge grade={match.grade} />
          <Stack gap={2}>
            <Text fw={600}>{match.trial.title}</Text>
            <Text size="sm">
              {match.trial.id} · {match.trial.status} · {t.score} {match.score.toFixed(2)}
              {match.eligibleFrom ? ` · ${t.eligibleFrom}: ${match.eligibleFrom}` : ''}
            </Text>
          </Stack>
        </Group>
      </Accordion.Control>
      <Accordion.Panel>
        <Stack gap="sm">
          <Anchor component={Link} to={`/trials/${match.trial.id}` as string}>
            {t.readings}: {match.trial.id}
          </Anchor>
          <CriterionList criteria={match.criteria} />
        </Stack>
      </Accordion.Panel>
    </Accordion.Item>
  );
}
