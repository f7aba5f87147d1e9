import { Badge, Card, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { MatchesQuery, Outcome } from '../api/generated/graphql.js';
import { useMessages } from '../i18n/use-messages.js';
import { OutcomeBadge } from './outcome-badge.js';

type Result = Extract<MatchesQuery['matchTrials'], { __typename: 'MatchResult' }>;
export type Match = Result['nodes'][number];
type Criterion = Match['criteria'][number];

const ORDER: Outcome[] = ['FAIL', 'UNKNOWN', 'PASS'];

/** Every criterion of a trial for one patient: the registry's words, the verdict and what it rests on. */
export function CriterionList({ criteria }: { criteria: readonly Criterion[] }) {
  const t = useMessages();
  const [shown, show] = useState<Outcome | 'ALL'>('ALL');
  const count = (outcome: Outcome) => criteria.filter((criterion) => criterion.outcome === outcome).length;
  const listed = shown === 'ALL' ? criteria : criteria.filter((criterion) => criterion.outcome === shown);
  const words: Record<Outcome, string> = { FAIL: t.fail, UNKNOWN: t.unknown, PASS: t.pass };
  return (
    <Stack gap="xs">
      <SegmentedControl
        aria-label={t.criteria}
        value={shown}
        onChange={(value) => show(value as Outcome | 'ALL')}
        data={[
          { value: 'ALL', label: `${t.all} (${criteria.length})` },
          ...ORDER.map((outcome) => ({ value: outcome, label: `${words[outcome]} (${count(outcome)})` })),
        ]}
      />
      {listed.map((criterion) => (
        <CriterionCard key={`${criterion.scope} ${criterion.id}`} criterion={criterion} />
      ))}
    </Stack>
  );
}

function CriterionCard({ criterion }: { criterion: Criterion }) {
  const t = useMessages();
  const section = { INCLUSION: t.inclusion, EXCLUSION: t.exclusion, REGISTRY: t.registry }[criterion.section];
  return (
    <Card withBorder padding="sm">
      <Group align="flex-start" wrap="nowrap">
        <OutcomeBadge outcome={criterion.outcome} />
        <Stack gap={4} style={{ minWidth: 0 }}>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {criterion.text}
          </Text>
          <Group gap="xs">
            <Badge variant="default" tt="none">
              {section}
            </Badge>
            <Badge variant="default" tt="none">
              {t.confidence}: {criterion.basis.toLowerCase()} {Math.round(criterion.confidence * 100)} %
            </Badge>
            {criterion.reason && (
              <Badge variant="default" tt="none">
                {criterion.reason}
              </Badge>
            )}
          </Group>
          {criterion.evidence.map((item, i) => (
            <Text key={i} size="sm" style={{ overflowWrap: 'anywhere' }}>
              {t.because}: <strong>{item.value}</strong>
              {item.date ? ` (${item.date})` : ''} · {item.resource}
              {item.note ? ` · ${item.note}` : ''}
            </Text>
          ))}
          {criterion.presumed && <Text size="sm">{t.presumed}</Text>}
          {criterion.eligibleFrom && (
            <Text size="sm">
              {t.eligibleFrom}: {criterion.eligibleFrom}
            </Text>
          )}
        </Stack>
      </Group>
    </Card>
  );
}
