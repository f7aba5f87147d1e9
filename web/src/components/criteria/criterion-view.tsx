import { Group, ScrollArea, SegmentedControl, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { MatchQuery, Outcome } from '../../api/generated/graphql.js';
import { useMessages } from '../../i18n/use-messages.js';
import { OUTCOMES } from '../outcome-badge.js';
import { AnnotatedText } from './annotated-text.js';
import { type Criterion, CriterionCard } from './criterion-card.js';

type Eligibility = NonNullable<NonNullable<MatchQuery['trial']>['eligibility']>;

const SHOWN: Outcome[] = ['FAIL', 'UNKNOWN', 'PASS'];
const keyOf = ({ scope, id }: { scope: string; id: string }): string => `${scope}-${id}`;

/** The registry's text with every criterion marked by its outcome, and beside it the verdicts and what they rest on. */
export function CriterionView({ criteria, eligibility }: { criteria: readonly Criterion[]; eligibility: Eligibility }) {
  const t = useMessages();
  const [selected, select] = useState<string>();
  const [shown, show] = useState<Outcome | 'ALL'>('ALL');
  const readings = new Map(eligibility.criteria.map((criterion) => [keyOf(criterion), criterion.reading]));
  const scopes = new Map(eligibility.scopes.map(({ id, title }) => [id, title]));
  const listed = criteria.filter(({ outcome }) => shown === 'ALL' || outcome === shown);
  const count = (outcome: Outcome) => criteria.filter((criterion) => criterion.outcome === outcome).length;
  const choose = (key: string, target: 'span' | 'card') => {
    select(key);
    if (target === 'card') show('ALL');
    // After the list has been drawn with the choice in it.
    requestAnimationFrame(() => document.getElementById(`${target}-${key}`)?.scrollIntoView({ block: 'nearest' }));
  };
  const placed = criteria.flatMap((criterion) =>
    criterion.span ? [{ key: keyOf(criterion), outcome: criterion.outcome, span: criterion.span }] : [],
  );
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
      <Stack gap="xs" className="panel">
        <Title order={2} size="h4">
          {t.registryText}
        </Title>
        <Text size="sm">{t.registryTextNote}</Text>
        <Group gap="sm" aria-label={t.legend} role="group">
          {SHOWN.map((outcome) => (
            <Text key={outcome} size="sm" span className="criterion-span" data-outcome={outcome}>
              <span aria-hidden="true" className="criterion-sign">
                {OUTCOMES[outcome].sign}
              </span>
              {t[OUTCOMES[outcome].word]}
            </Text>
          ))}
        </Group>
        <ScrollArea.Autosize
          mah={{ base: '60vh', md: '75vh' }}
          type="auto"
          viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': t.registryText }}
        >
          <AnnotatedText
            text={eligibility.text ?? ''}
            placed={placed}
            selected={selected}
            onSelect={(key) => choose(key, 'card')}
          />
        </ScrollArea.Autosize>
      </Stack>
      <Stack gap="xs" className="panel">
        <Title order={2} size="h4">
          {t.verdicts}
        </Title>
        <SegmentedControl
          aria-label={t.criteria}
          className="wrapping-control"
          value={shown}
          onChange={(value) => show(value as Outcome | 'ALL')}
          data={[
            { value: 'ALL', label: `${t.all} ${criteria.length}` },
            ...SHOWN.map((outcome) => ({
              value: outcome,
              label: `${OUTCOMES[outcome].sign} ${t[OUTCOMES[outcome].word]} ${count(outcome)}`,
            })),
          ]}
        />
        <ScrollArea.Autosize
          mah={{ base: 'none', md: '75vh' }}
          type="auto"
          viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': t.verdicts }}
        >
          <ul className="plain-list">
            {listed.map((criterion) => {
              const key = keyOf(criterion);
              return (
                <CriterionCard
                  key={key}
                  id={`card-${key}`}
                  criterion={criterion}
                  reading={readings.get(key)}
                  scopeTitle={scopes.get(criterion.scope)}
                  isSelected={key === selected}
                  onSelect={() => choose(key, 'span')}
                />
              );
            })}
          </ul>
        </ScrollArea.Autosize>
      </Stack>
    </SimpleGrid>
  );
}
