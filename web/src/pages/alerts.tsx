import { Alert, Anchor, Button, Checkbox, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useContext, useEffect, useState } from 'react';
import { request } from '../api/client.js';
import { AcknowledgeDocument, AlertsDocument, MatchChangedDocument } from '../api/documents.js';
import type { AlertsQuery } from '../api/generated/graphql.js';
import { subscribe } from '../api/subscribe.js';
import { Async } from '../components/async.js';
import { GradeBadge } from '../components/outcome-badge.js';
import { LanguageContext, useMessages } from '../i18n/use-messages.js';
import { momentWords, wordFor } from '../i18n/words.js';
import { cursorAfter } from '../api/cursor.js';
import { ShowMore } from '../components/show-more.js';

type Change = AlertsQuery['matchChanges']['nodes'][number];

const PAGE = 30;

/** Verdicts that changed, each until somebody acknowledges it. */
export function AlertsPage() {
  const t = useMessages();
  const [all, setAll] = useState(false);
  const queries = useQueryClient();
  useEffect(() => {
    const again = () => void queries.invalidateQueries({ queryKey: ['alerts'] });
    return subscribe(MatchChangedDocument, {}, { onEvent: again, onReconnect: again });
  }, [queries]);
  const query = useInfiniteQuery({
    queryKey: ['alerts', all],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      request(AlertsDocument, { filter: all ? null : { acknowledged: false }, first: PAGE, after: pageParam }),
    getNextPageParam: ({ matchChanges: { pageInfo } }) => cursorAfter(pageInfo),
  });
  return (
    <Stack>
      <Title order={1}>{t.alerts}</Title>
      <Text>
        {t.alertsNote} {t.alertsLive}
      </Text>
      <Checkbox label={t.acknowledgedToo} checked={all} onChange={(event) => setAll(event.currentTarget.checked)} />
      <Async query={query}>
        {({ pages }) => {
          const changes = pages.flatMap(({ matchChanges }) => matchChanges.nodes);
          if (changes.length === 0) return <Text role="status">{t.alertsNone}</Text>;
          return (
            <Stack>
              <Text role="status">
                {pages[0]?.matchChanges.totalCount} {t.found}
              </Text>
              <ul className="plain-list">
                {changes.map((change) => (
                  <ChangedMatch key={change.id} change={change} />
                ))}
              </ul>
              <ShowMore query={query} label={t.showMore} />
            </Stack>
          );
        }}
      </Async>
    </Stack>
  );
}

function ChangedMatch({ change }: { change: Change }) {
  const t = useMessages();
  const { language } = useContext(LanguageContext);
  const queries = useQueryClient();
  const acknowledge = useMutation({
    mutationFn: () => request(AcknowledgeDocument, { ids: [change.id] }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['alerts'] }),
  });
  return (
    <Paper withBorder p="sm" component="li">
      <Group justify="space-between" gap="xs">
        <Group gap="xs">
          <Text fw={700}>{wordFor(t, 'kind', change.kind)}</Text>
          {change.before && <GradeBadge grade={change.before} />}
          <Text span aria-hidden="true">
            →
          </Text>
          <GradeBadge grade={change.after} />
          <Text size="sm">
            {wordFor(t, 'cause', change.cause)} · {change.day}
          </Text>
        </Group>
        {change.acknowledgedAt ? (
          <Text size="sm">
            {t.acknowledgedBy} {change.acknowledgedBy}, {momentWords(change.acknowledgedAt, language)}
          </Text>
        ) : (
          <Button size="xs" variant="default" loading={acknowledge.isPending} onClick={() => acknowledge.mutate()}>
            {t.acknowledge}
          </Button>
        )}
      </Group>
      <Anchor
        component={Link}
        to="/patients/$id/trials/$trial"
        params={{ id: change.patientId, trial: change.trialId } as never}
        className="wrap-anywhere"
      >
        {change.patientId} · {change.trialId} {change.trial?.title}
      </Anchor>
      {change.criteria.map((criterion) => (
        <Text key={criterion.id} size="sm" className="wrap-anywhere" lineClamp={2}>
          {criterion.text}
        </Text>
      ))}
      {acknowledge.isError && (
        <Alert color="red" role="alert" title={t.failed}>
          {acknowledge.error.message}
        </Alert>
      )}
    </Paper>
  );
}
