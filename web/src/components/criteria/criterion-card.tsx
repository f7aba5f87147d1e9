import { Anchor, Badge, Group, Paper, Stack, Text } from '@mantine/core';
import type { MatchQuery } from '../../api/generated/graphql.js';
import { useMessages } from '../../i18n/use-messages.js';
import { wordFor } from '../../i18n/words.js';
import { OutcomeBadge } from '../outcome-badge.js';

type Result = Extract<MatchQuery['matchTrials'], { __typename: 'MatchResult' }>;
export type Criterion = Result['nodes'][number]['criteria'][number];

interface Props {
  id: string;
  criterion: Criterion;
  /** What the sentence was read as, in words. */
  reading?: string;
  scopeTitle?: string;
  isSelected: boolean;
  onSelect: () => void;
}

/** A criterion with the verdict, what it rests on, and how it was read. */
export function CriterionCard({ id, criterion, reading, scopeTitle, isSelected, onSelect }: Props) {
  const t = useMessages();
  const section = { INCLUSION: t.inclusion, EXCLUSION: t.exclusion, REGISTRY: t.registry }[criterion.section];
  const basis = { CURATED: t.basisCurated, CODED: t.basisCoded, PARSED: t.basisParsed, UNPARSED: t.basisUnparsed };
  return (
    <Paper withBorder p="sm" className="criterion-card" data-selected={isSelected || undefined} component="li" id={id}>
      <Stack gap={6}>
        <Group gap="xs" justify="space-between">
          <Group gap="xs">
            <OutcomeBadge outcome={criterion.outcome} />
            <Text size="sm">
              {section}
              {scopeTitle ? ` · ${t.scopeLabel}: ${scopeTitle}` : ''}
            </Text>
          </Group>
          {criterion.reason && (
            <Badge variant="default" tt="none">
              {wordFor(t, 'reason', criterion.reason)}
            </Badge>
          )}
        </Group>
        <Anchor component="button" type="button" ta="left" c="inherit" onClick={onSelect} className="wrap-anywhere">
          {criterion.text}
        </Anchor>
        <dl className="pairs">
          <dt>{t.patientValue}</dt>
          <dd>
            {criterion.evidence.length === 0 && t.nothingRecorded}
            {criterion.evidence.map((item, i) => (
              <div key={i}>
                <strong>{item.value}</strong>
                {item.date ? ` · ${item.date}` : ''}
                <Text span size="xs" className="wrap-anywhere">
                  {' '}
                  {item.resource}
                  {item.note ? ` · ${item.note}` : ''}
                </Text>
              </div>
            ))}
            {criterion.presumed && <div>{t.presumed}</div>}
            {criterion.eligibleFrom && (
              <div>
                {t.eligibleFrom}: <strong>{criterion.eligibleFrom}</strong>
              </div>
            )}
          </dd>
          <dt>{t.readAs}</dt>
          <dd>
            {criterion.basis === 'UNPARSED' ? t.notUnderstood : reading}
            <Text size="xs">
              {basis[criterion.basis]} · {t.sure} {Math.round(criterion.confidence * 100)} %
              {criterion.confidence < 0.8 ? ` · ${t.lowConfidence}` : ''}
            </Text>
          </dd>
        </dl>
      </Stack>
    </Paper>
  );
}
