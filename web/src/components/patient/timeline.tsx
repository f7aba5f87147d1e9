import { Chip, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { PatientQuery } from '../../api/generated/graphql.js';
import { useMessages } from '../../i18n/use-messages.js';

type Fact = NonNullable<PatientQuery['patient']>['profile']['facts'][number];

/** The record as facts by year, newest first, each with the element it was read from. */
export function Timeline({ facts }: { facts: readonly Fact[] }) {
  const t = useMessages();
  const [kinds, choose] = useState<string[]>([]);
  const shown = facts.filter(({ kind }) => kinds.length === 0 || kinds.includes(kind));
  const years = Map.groupBy(
    [...shown].sort((a, b) => (b.date ?? '').localeCompare(a.date ?? '')),
    ({ date }) => date?.slice(0, 4) ?? t.undated,
  );
  return (
    <Stack>
      <Text>{t.timelineNote}</Text>
      <Chip.Group multiple value={kinds} onChange={choose}>
        <Group gap="xs" role="group" aria-label={t.kindFilter}>
          {[...Map.groupBy(facts, ({ kind }) => kind)].map(([kind, of]) => (
            <Chip key={kind} value={kind} size="xs">
              {kind} ({of.length})
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      {[...years].map(([year, of]) => (
        <section key={year} aria-label={year}>
          <Title order={2} size="h4" mb="xs">
            {year}
          </Title>
          <ol className="timeline">
            {of.map((fact, i) => (
              <li key={i}>
                <Text size="sm" className="wrap-anywhere">
                  {fact.date ? `${fact.date.slice(0, 10)} · ` : ''}
                  <strong>{fact.text}</strong> · {fact.kind}
                </Text>
                <Text size="xs" className="wrap-anywhere">
                  {fact.source.resource} · {fact.source.path}
                </Text>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </Stack>
  );
}
