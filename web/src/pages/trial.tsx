import { Alert, Anchor, Badge, Group, Stack, Tabs, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { request } from '../api/client.js';
import { TrialDocument } from '../api/documents.js';
import { Async } from '../components/async.js';
import { History } from '../components/trial/history.js';
import { Readings } from '../components/trial/readings.js';
import { Sites } from '../components/trial/sites.js';
import { TrialPatients } from '../components/trial/trial-patients.js';
import { useMessages } from '../i18n/use-messages.js';
import { wordFor } from '../i18n/words.js';

/** One trial: what the registry says, how its criteria were read, how they changed, and who matches. */
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
              <Badge variant="default" tt="none">
                {wordFor(t, 'status', trial.status)}
              </Badge>
              {trial.phases.map((phase) => (
                <Badge key={phase} variant="default" tt="none">
                  {wordFor(t, 'phase', phase)}
                </Badge>
              ))}
              {trial.statusVerified && (
                <Text size="sm">
                  {t.verified}: {trial.statusVerified}
                </Text>
              )}
              {/^NCT\d{8}$/.test(trial.id) ? (
                <Anchor href={`https://clinicaltrials.gov/study/${trial.id}`} rel="noreferrer" target="_blank">
                  {t.registryRecord}: {trial.id}
                </Anchor>
              ) : (
                <Text size="sm">{trial.id}</Text>
              )}
            </Group>
            {trial.recruitment.stale && <Alert color="gray">{t.staleClaim}</Alert>}
            <Tabs defaultValue="overview" keepMounted={false}>
              <Tabs.List>
                <Tabs.Tab value="overview">{t.overview}</Tabs.Tab>
                <Tabs.Tab value="readings">{t.criteria}</Tabs.Tab>
                <Tabs.Tab value="patients">{t.trialPatients}</Tabs.Tab>
                <Tabs.Tab value="history">{t.history_tab}</Tabs.Tab>
              </Tabs.List>
              <Tabs.Panel value="overview" pt="md">
                <Stack>
                  <dl className="pairs">
                    <dt>{t.conditions}</dt>
                    <dd>{trial.conditions.join(', ')}</dd>
                    <dt>{t.interventions}</dt>
                    <dd>{trial.interventions.join(', ')}</dd>
                    <dt>{t.sponsor}</dt>
                    <dd>{trial.sponsor}</dd>
                  </dl>
                  {trial.summary && (
                    <Text className="wrap-anywhere" style={{ whiteSpace: 'pre-wrap' }}>
                      {trial.summary}
                    </Text>
                  )}
                  <Sites sites={trial.sites} />
                </Stack>
              </Tabs.Panel>
              <Tabs.Panel value="readings" pt="md">
                <Title order={2} size="h4" mb="xs">
                  {t.readings}
                </Title>
                {trial.eligibility && <Readings trial={trial.id} eligibility={trial.eligibility} />}
              </Tabs.Panel>
              <Tabs.Panel value="patients" pt="md">
                <TrialPatients id={trial.id} />
              </Tabs.Panel>
              <Tabs.Panel value="history" pt="md">
                <History id={trial.id} />
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
