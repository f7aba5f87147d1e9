import { Anchor, Badge, Card, Code, Group, List, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { request } from '../api/client.js';
import { TrialDocument } from '../api/documents.js';
import type { TrialQuery } from '../api/generated/graphql.js';
import { Async } from '../components/async.js';
import { useMessages } from '../i18n/use-messages.js';

type Criterion = NonNullable<NonNullable<TrialQuery['trial']>['eligibility']>['criteria'][number];

/** One trial: what the registry says, and how each sentence of its criteria was read. */
export function TrialPage() {
  const t = useMessages();
  const { id } = useParams({ from: '/trials/$id' });
  const query = useQuery({ queryKey: ['trial', id], queryFn: () => request(TrialDocument, { id }) });
  return (
    <Async query={query}>
      {({ trial }) =>
        trial ? (
          <Stack>
            <Title order={1} size="h2">
              {trial.title}
            </Title>
            <Group gap="xs">
              <Badge tt="none">{trial.status}</Badge>
              {trial.phases.map((phase) => (
                <Badge key={phase} variant="default" tt="none">
                  {phase}
                </Badge>
              ))}
              {trial.statusVerified && (
                <Text size="sm">
                  {t.verified}: {trial.statusVerified}
                </Text>
              )}
              {trial.id.startsWith('NCT') && (
                <Anchor href={`https://clinicaltrials.gov/study/${trial.id}`} rel="noreferrer" target="_blank">
                  {t.registryRecord}: {trial.id}
                </Anchor>
              )}
            </Group>
            <Text>
              {t.conditions}: {trial.conditions.join(', ')}
            </Text>
            {trial.sites.length > 0 && (
              <>
                <Title order={2} size="h4">
                  {t.sites}
                </Title>
                <List size="sm">
                  {trial.sites.map((site, i) => (
                    <List.Item key={i}>
                      {[site.facility, site.city, site.state, site.country].filter(Boolean).join(', ')} · {site.status}
                    </List.Item>
                  ))}
                </List>
              </>
            )}
            <Title order={2} size="h4">
              {t.readings}
            </Title>
            {trial.eligibility?.criteria.map((criterion) => (
              <Reading key={`${criterion.scope} ${criterion.id}`} criterion={criterion} />
            ))}
          </Stack>
        ) : (
          <Text>{t.notFound}</Text>
        )
      }
    </Async>
  );
}

function Reading({ criterion }: { criterion: Criterion }) {
  const t = useMessages();
  const section = { INCLUSION: t.inclusion, EXCLUSION: t.exclusion, REGISTRY: t.registry }[criterion.section];
  return (
    <Card withBorder padding="sm">
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {criterion.text}
      </Text>
      <Group gap="xs" my={4}>
        <Badge variant="default" tt="none">
          {section}
        </Badge>
        {criterion.scope !== 'all' && (
          <Badge variant="default" tt="none">
            {criterion.scope}
          </Badge>
        )}
        <Badge variant="default" tt="none">
          {criterion.basis === 'UNPARSED'
            ? t.notUnderstood
            : `${criterion.basis.toLowerCase()} ${Math.round(criterion.confidence * 100)} %`}
        </Badge>
      </Group>
      {criterion.basis !== 'UNPARSED' && (
        <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {JSON.stringify(criterion.when)}
        </Code>
      )}
    </Card>
  );
}
