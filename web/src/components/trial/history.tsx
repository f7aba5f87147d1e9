import { Badge, Card, Group, List, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useContext } from 'react';
import { request } from '../../api/client.js';
import { TrialHistoryDocument } from '../../api/documents.js';
import type { TrialHistoryQuery } from '../../api/generated/graphql.js';
import { LanguageContext, useMessages } from '../../i18n/use-messages.js';
import { momentWords } from '../../i18n/words.js';
import { Async } from '../async.js';

type Amendment = NonNullable<TrialHistoryQuery['trial']>['amendments'][number];
type Change = Amendment['changes'][number];

/** Every version of a trial, and what each amendment changed in its criteria. */
export function History({ id }: { id: string }) {
  const t = useMessages();
  const { language } = useContext(LanguageContext);
  const query = useQuery({ queryKey: ['trial', id, 'history'], queryFn: () => request(TrialHistoryDocument, { id }) });
  return (
    <Async query={query}>
      {({ trial }) => (
        <Stack>
          <Title order={2} size="h4">
            {t.amendments}
          </Title>
          {trial?.amendments.length === 0 && <Text>{t.noAmendments}</Text>}
          {trial?.amendments.toReversed().map((amendment) => (
            <Card key={`${amendment.from} ${amendment.to}`} withBorder>
              <Title order={3} size="h5">
                {t.fromVersion} {amendment.from} {t.toVersion} {amendment.to}
              </Title>
              <Text size="sm" mb="xs">
                {t.fetched} {momentWords(amendment.fetchedAt, language)} · {amendment.unchanged} {t.unchangedCount}
              </Text>
              <ul className="plain-list">
                {amendment.changes.map((change, i) => (
                  <ChangedCriterion key={i} change={change} />
                ))}
              </ul>
            </Card>
          ))}
          <Title order={2} size="h4">
            {t.versions}
          </Title>
          <List size="sm">
            {trial?.versions.toReversed().map((version) => (
              <List.Item key={version.id}>
                {version.registry} {version.version} · {t.fetched} {momentWords(version.fetchedAt, language)}
              </List.Item>
            ))}
          </List>
        </Stack>
      )}
    </Async>
  );
}

function ChangedCriterion({ change: { change, before, after, bounds, moved } }: { change: Change }) {
  const t = useMessages();
  const words: Record<string, string> = { added: t.added, removed: t.removed, changed: t.changed };
  return (
    <li>
      <Group gap="xs">
        <Badge variant="default" tt="none">
          {words[change] ?? change}
        </Badge>
        {moved.length > 0 && (
          <Text size="sm">
            {t.movedTo}: {moved.join(', ')}
          </Text>
        )}
        {bounds.map((bound, i) => (
          <Text size="sm" key={i}>
            {bound.of} {bound.end}: {bound.before ?? '–'} → <strong>{bound.after ?? '–'}</strong> {bound.unit}
          </Text>
        ))}
      </Group>
      {before && (
        <Text component="del" size="sm" display="block" className="wrap-anywhere diff-before">
          − {before.text}
        </Text>
      )}
      {after && (
        <Text component="ins" size="sm" display="block" className="wrap-anywhere diff-after">
          + {after.text}
        </Text>
      )}
    </li>
  );
}
