import { Alert, Anchor, Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { ApiError, request } from '../api/client.js';
import { MatchDocument } from '../api/documents.js';
import { Async } from '../components/async.js';
import { CriterionView } from '../components/criteria/criterion-view.js';
import { GradeBadge } from '../components/outcome-badge.js';
import { ReviewPanel } from '../components/review/review-panel.js';
import { useMessages } from '../i18n/use-messages.js';
import { wordFor } from '../i18n/words.js';

const FACTS = 6;

/** One patient and one trial: the verdict, what it hangs on, and the work on it. */
export function MatchPage() {
  const t = useMessages();
  const { id, trial: trialId } = useParams({ from: '/patients/$id/trials/$trial' });
  const query = useQuery({
    queryKey: ['match', id, trialId],
    queryFn: async () => {
      const { trial, matchTrials } = await request(MatchDocument, { id, trial: trialId });
      if (matchTrials.__typename !== 'MatchResult') throw new ApiError('PATIENT', matchTrials.message);
      return { trial, match: matchTrials.nodes[0], metadata: matchTrials.metadata };
    },
  });
  return (
    <Async query={query}>
      {({ trial, match, metadata }) => {
        if (!trial || !match) return <Text>{t.notFound}</Text>;
        return (
          <Stack>
            <Anchor component={Link} to="/patients/$id" params={{ id } as never} className="no-print">
              ← {t.backToPatient} {id}
            </Anchor>
            <Title order={1} size="h2">
              {trial.title}
            </Title>
            <Group gap="xs">
              <GradeBadge grade={match.grade} />
              <Badge variant="default" tt="none">
                {wordFor(t, 'status', trial.status)}
              </Badge>
              {trial.phases.map((phase) => (
                <Badge key={phase} variant="default" tt="none">
                  {wordFor(t, 'phase', phase)}
                </Badge>
              ))}
              <Text size="sm">
                {t.score} {match.score.toFixed(2)}
              </Text>
              <Anchor component={Link} to="/trials/$id" params={{ id: trial.id } as never}>
                {trial.id}
              </Anchor>
              <Button variant="default" size="xs" className="no-print" onClick={() => window.print()}>
                {t.print}
              </Button>
            </Group>
            {trial.recruitment.stale && (
              <Alert color="gray">
                {t.staleClaim}
                {trial.recruitment.verified ? ` (${t.verified}: ${trial.recruitment.verified})` : ''}
              </Alert>
            )}
            {match.eligibleFrom && (
              <Alert color="gray">
                {t.eligibleFrom}: <strong>{match.eligibleFrom}</strong>
              </Alert>
            )}
            {match.wouldSettle.length > 0 && (
              <Text size="sm" className="wrap-anywhere">
                <strong>{t.findOut}:</strong>{' '}
                {match.wouldSettle
                  .slice(0, FACTS)
                  .map(({ fact }) => fact)
                  .join('; ')}
              </Text>
            )}
            {trial.eligibility && <CriterionView criteria={match.criteria} eligibility={trial.eligibility} />}
            <ReviewPanel patient={id} trial={trial.id} review={match.worklist ?? undefined} />
            <Text size="xs">
              {t.asOf} {metadata.asOf} · {t.engine} {metadata.engine} · {t.vocabulary} {metadata.vocabulary} ·{' '}
              {t.readBy} {trial.eligibility?.by}
            </Text>
          </Stack>
        );
      }}
    </Async>
  );
}
