import { Alert, Button, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../../api/client.js';
import { PreviewCurationDocument, SaveCurationDocument } from '../../api/curation-documents.js';
import type { TrialQuery } from '../../api/generated/graphql.js';
import { criterionField, type Value } from '../../curation/schema.js';
import { useCurationMessages } from '../../i18n/curation/use-curation-messages.js';
import { useMessages } from '../../i18n/use-messages.js';
import { Effect, Refusal } from './effect.js';
import { SchemaField } from './schema-field.js';

type Criterion = NonNullable<NonNullable<TrialQuery['trial']>['eligibility']>['criteria'][number];

interface Props {
  trial: string;
  revision: string;
  criterion: Criterion;
  onClose: () => void;
}

/** How long typing pauses before the stored patients are asked about. */
const PAUSE_MS = 500;

/** Fields of a criterion that a person may correct; its words, place and section stay. */
const FIELDS = ['when', 'requirement', 'confidence', 'review'] as const;
type Reading = Partial<Record<(typeof FIELDS)[number], Value>>;

/** A form for one reading, what it would change for the stored patients, and the button that keeps it. */
export function CorrectReading({ trial, revision, criterion, onClose }: Props) {
  const t = useCurationMessages();
  const general = useMessages();
  const queries = useQueryClient();
  const [reading, setReading] = useState<Reading>({
    when: criterion.when as Value,
    requirement: criterion.requirement,
    confidence: 1,
    review: [],
  });
  const [tried] = useDebouncedValue(reading, PAUSE_MS);
  const curationOf = ({ when, requirement, confidence, review }: Reading) => ({
    trial,
    revision,
    corrections: [
      {
        id: criterion.id,
        when,
        requirement: requirement as string,
        confidence: typeof confidence === 'number' ? confidence : null,
        review: review as string[],
      },
    ],
  });
  const effect = useQuery({
    queryKey: ['curation', trial, revision, criterion.id, tried],
    queryFn: async () => (await request(PreviewCurationDocument, { curation: curationOf(tried) })).previewCuration,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const save = useMutation({
    mutationFn: async () => (await request(SaveCurationDocument, { curation: curationOf(reading) })).saveCuration,
    onSuccess: async (answer) => {
      // All that was shown rests on the reading of before.
      if (answer.__typename === 'SavedCuration') await queries.invalidateQueries();
    },
  });
  const isTried = tried === reading && !effect.isFetching;
  const canBeKept = isTried && effect.data?.__typename === 'CurationPreview';
  if (save.data?.__typename === 'SavedCuration')
    return (
      <Alert color="gray" role="status" title={general.saved} mt="xs">
        <Text size="sm" mb="xs">
          {t.keptAs} <code>{save.data.file}</code>. {t.keptNote}
        </Text>
        <Button variant="default" size="xs" onClick={onClose}>
          {t.close}
        </Button>
      </Alert>
    );
  return (
    <Stack mt="sm" gap="sm" role="group" aria-label={`${general.correctReading}: ${criterion.id}`}>
      <Title order={3} size="h5">
        {general.correctReading}
      </Title>
      <Text size="sm">{t.note}</Text>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Stack gap="xs">
          {FIELDS.map((field) => (
            <SchemaField
              key={field}
              node={criterionField(field)}
              label={t[field]}
              value={reading[field] ?? ''}
              onChange={(value) => setReading((before) => ({ ...before, [field]: value }))}
            />
          ))}
        </Stack>
        <Stack gap="xs" className="panel" aria-busy={!isTried}>
          <Title order={4} size="h6">
            {t.effect}
          </Title>
          <Effect query={effect} />
        </Stack>
      </SimpleGrid>
      {save.isError && (
        <Alert color="red" role="alert" title={general.failed}>
          {save.error.message}
        </Alert>
      )}
      {save.data?.__typename === 'CurationRefused' && <Refusal why={save.data.why} findings={save.data.findings} />}
      <Group>
        <Button disabled={!canBeKept} loading={save.isPending} onClick={() => save.mutate()}>
          {t.keep}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t.cancel}
        </Button>
      </Group>
    </Stack>
  );
}
