import { Anchor, Badge, Group, Paper, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { MatchesQuery, Outcome } from '../../api/generated/graphql.js';
import { useMessages } from '../../i18n/use-messages.js';
import { wordFor } from '../../i18n/words.js';
import { GradeBadge, OUTCOMES } from '../outcome-badge.js';

type Result = Extract<MatchesQuery['matchTrials'], { __typename: 'MatchResult' }>;
export type ListedMatch = Result['nodes'][number];

const SHOWN: Outcome[] = ['FAIL', 'UNKNOWN', 'PASS'];
const FACTS = 3;

/** The rank knows a distance only where the list was asked about a place; else it holds half the earth and more. */
const FARTHEST_KM = 20_038;

const distanceOf = (rank: unknown): number | undefined => {
  const distance = (rank as { distanceKm?: unknown } | null)?.distanceKm;
  return typeof distance === 'number' && distance < FARTHEST_KM ? distance : undefined;
};

/** A match in a list: verdict, how the criteria stand, what is in the way and what to find out. */
export function MatchCard({ patient, match }: { patient: string; match: ListedMatch }) {
  const t = useMessages();
  const count = (outcome: Outcome) => match.criteria.filter((criterion) => criterion.outcome === outcome).length;
  const failing = match.criteria.filter(({ outcome }) => outcome === 'FAIL').slice(0, 2);
  const distance = distanceOf(match.rank);
  return (
    <Paper withBorder p="sm" component="li">
      <Stack gap={6}>
        <Group gap="xs" justify="space-between">
          <Group gap="xs">
            <GradeBadge grade={match.grade} />
            <Badge variant="default" tt="none">
              {wordFor(t, 'status', match.trial.status ?? 'UNKNOWN')}
            </Badge>
            {match.worklist && (
              <Badge variant="default" className="dashed" tt="none">
                {wordFor(t, 'state', match.worklist.state)}
                {match.worklist.changedSince ? ` · ${t.changedSince}` : ''}
              </Badge>
            )}
          </Group>
          <Group gap="sm">
            {SHOWN.map((outcome) => (
              <Text key={outcome} size="sm" span>
                <strong aria-hidden="true">{OUTCOMES[outcome].sign}</strong> {count(outcome)}{' '}
                {t[OUTCOMES[outcome].word]}
              </Text>
            ))}
          </Group>
        </Group>
        <Anchor
          component={Link}
          to="/patients/$id/trials/$trial"
          params={{ id: patient, trial: match.trial.id } as never}
          fw={600}
          className="wrap-anywhere"
        >
          {match.trial.title}
        </Anchor>
        <Text size="sm">
          {match.trial.id} · {t.score} {match.score.toFixed(2)}
          {distance === undefined ? '' : ` · ${distance} ${t.distance}`}
        </Text>
        {match.grade === 'CERTAINLY_NOT' && match.recoverable && (
          <Text size="sm" fw={600}>
            {match.eligibleFrom ? `${t.fits} ${match.eligibleFrom}` : t.maybeLater}
          </Text>
        )}
        {failing.map(({ text }, i) => (
          <Text key={i} size="sm" className="wrap-anywhere" lineClamp={2}>
            <span aria-hidden="true">✕ </span>
            {text}
          </Text>
        ))}
        {match.grade !== 'CERTAINLY_NOT' && match.wouldSettle.length > 0 && (
          <Text size="sm" className="wrap-anywhere">
            {t.openFacts}:{' '}
            {match.wouldSettle
              .slice(0, FACTS)
              .map(({ fact }) => fact)
              .join('; ')}
            {match.wouldSettle.length > FACTS ? ' …' : ''}
          </Text>
        )}
      </Stack>
    </Paper>
  );
}
