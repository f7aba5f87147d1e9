import { Alert, Anchor, Badge, Button, Chip, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useContext, useState } from 'react';
import { request } from '../api/client.js';
import { WorklistDocument } from '../api/documents.js';
import type { ReviewState, WorklistQuery } from '../api/generated/graphql.js';
import { Async } from '../components/async.js';
import { STATES } from '../components/review/states.js';
import { download, toCsv } from '../export/csv.js';
import type { Messages } from '../i18n/en.js';
import { LanguageContext, useMessages } from '../i18n/use-messages.js';
import { momentWords, wordFor } from '../i18n/words.js';
import { cursorAfter } from '../api/cursor.js';
import { ShowMore } from '../components/show-more.js';

type Entry = WorklistQuery['reviews']['nodes'][number];

const PAGE = 50;

async function everyEntry(states: ReviewState[] | null): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (let after: string | null = null; ;) {
    const { reviews }: WorklistQuery = await request(WorklistDocument, { states, first: 200, after });
    entries.push(...reviews.nodes);
    if (!reviews.pageInfo.hasNextPage) return entries;
    after = reviews.pageInfo.endCursor ?? null;
  }
}

/** The pre-screening log: one row a step, so that the way to each decision can be followed. */
const logRows = (t: Messages, entries: readonly Entry[]): string[][] => [
  [t.patient, t.trials, t.status, t.state, t.reviewReason, t.note, t.by, t.date, t.changedSince],
  ...entries.flatMap((entry) =>
    entry.notes.map((step) => [
      entry.patientId,
      entry.trialId,
      entry.trial ? wordFor(t, 'status', entry.trial.status) : '',
      wordFor(t, 'state', step.state),
      step.reason ? wordFor(t, 'reason', step.reason) : '',
      step.note ?? '',
      step.by,
      step.at,
      String(entry.changedSince),
    ]),
  ),
];

/** Every match that somebody works on. */
export function WorklistPage() {
  const t = useMessages();
  const { language } = useContext(LanguageContext);
  const [chosen, choose] = useState<ReviewState[]>([]);
  const states = chosen.length > 0 ? chosen : null;
  const query = useInfiniteQuery({
    queryKey: ['worklist', states],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => request(WorklistDocument, { states, first: PAGE, after: pageParam }),
    getNextPageParam: ({ reviews }) => cursorAfter(reviews.pageInfo),
  });
  const exporting = useMutation({
    mutationFn: async () => download('pre-screening-log.csv', 'text/csv', toCsv(logRows(t, await everyEntry(states)))),
  });
  return (
    <Stack>
      <Group justify="space-between" align="flex-end">
        <Title order={1}>{t.worklist}</Title>
        <Group className="no-print">
          <Button variant="default" loading={exporting.isPending} onClick={() => exporting.mutate()}>
            {t.exportCsv}
          </Button>
          <Button variant="default" onClick={() => window.print()}>
            {t.print}
          </Button>
        </Group>
      </Group>
      {exporting.isError && (
        <Alert color="red" role="alert" title={t.failed}>
          {exporting.error.message}
        </Alert>
      )}
      <Text>{t.worklistNote}</Text>
      <Chip.Group multiple value={chosen} onChange={(values) => choose(values as ReviewState[])}>
        <Group gap="xs" role="group" aria-label={t.state} className="no-print">
          {STATES.map((state) => (
            <Chip key={state} value={state} size="sm">
              {wordFor(t, 'state', state)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <Async query={query}>
        {({ pages }) => {
          const entries = pages.flatMap(({ reviews }) => reviews.nodes);
          if (entries.length === 0) return <Text>{t.worklistEmpty}</Text>;
          return (
            <Stack>
              <Text role="status">
                {pages[0]?.reviews.totalCount} {t.found}
              </Text>
              <Table.ScrollContainer minWidth={640} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
                <Table striped withTableBorder>
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th scope="col">{t.state}</Table.Th>
                      <Table.Th scope="col">{t.patient}</Table.Th>
                      <Table.Th scope="col">{t.trials}</Table.Th>
                      <Table.Th scope="col">{t.lastStep}</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {entries.map((entry) => (
                      <Table.Tr key={`${entry.patientId} ${entry.trialId}`}>
                        <Table.Td>
                          <strong>{wordFor(t, 'state', entry.state)}</strong>
                          {entry.reason && <div>{wordFor(t, 'reason', entry.reason)}</div>}
                          {entry.until && (
                            <div>
                              {t.deferUntil} {entry.until}
                            </div>
                          )}
                          {entry.changedSince && (
                            <Badge variant="default" tt="none">
                              {t.changedSince}
                            </Badge>
                          )}
                        </Table.Td>
                        <Table.Td>
                          <Anchor component={Link} to="/patients/$id" params={{ id: entry.patientId } as never}>
                            {entry.patientId}
                          </Anchor>
                          <div>{entry.patient?.cancers.join(', ')}</div>
                        </Table.Td>
                        <Table.Td>
                          <Anchor
                            component={Link}
                            to="/patients/$id/trials/$trial"
                            params={{ id: entry.patientId, trial: entry.trialId } as never}
                          >
                            {entry.trialId}
                          </Anchor>
                          <div>{entry.trial?.title}</div>
                        </Table.Td>
                        <Table.Td className="wrap-anywhere">
                          {entry.by} · {momentWords(entry.at, language)}
                          <div>{entry.notes.at(-1)?.note}</div>
                        </Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </Table.ScrollContainer>
              <ShowMore query={query} label={t.showMore} />
            </Stack>
          );
        }}
      </Async>
    </Stack>
  );
}
