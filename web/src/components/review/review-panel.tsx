import { Alert, Button, Card, Group, Select, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useContext, useState } from 'react';
import { request } from '../../api/client.js';
import { ReviewMatchDocument } from '../../api/documents.js';
import type { ReviewFieldsFragment, ReviewReason, ReviewState } from '../../api/generated/graphql.js';
import { LanguageContext, useMessages } from '../../i18n/use-messages.js';
import { momentWords, wordFor } from '../../i18n/words.js';
import { REASONS, STATES } from './states.js';

interface Props {
  patient: string;
  trial: string;
  review: ReviewFieldsFragment | undefined;
}

/** Where the work on a match stands: set the next state, with who, why and a note, and see every step so far. */
export function ReviewPanel({ patient, trial, review }: Props) {
  const t = useMessages();
  const { language } = useContext(LanguageContext);
  const queries = useQueryClient();
  const [by, setBy] = useLocalStorage({ key: 'eligo-reviewer', defaultValue: '' });
  const [state, setState] = useState<ReviewState>(review?.state ?? 'REVIEWING');
  const [reason, setReason] = useState<ReviewReason | null>(review?.reason ?? null);
  const [until, setUntil] = useState(review?.until ?? '');
  const [note, setNote] = useState('');
  const save = useMutation({
    mutationFn: () =>
      request(ReviewMatchDocument, {
        review: {
          patient,
          trial,
          state,
          by: by.trim(),
          note: note.trim() || null,
          reason: state === 'NOT_ELIGIBLE' ? reason : null,
          until: state === 'DEFERRED' && until ? until : null,
        },
      }),
    onSuccess: async () => {
      setNote('');
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'trial' });
    },
  });
  const complete = by.trim() !== '' && (state !== 'NOT_ELIGIBLE' || reason !== null);
  return (
    <Card withBorder miw={280}>
      <Stack gap="xs">
        <Title order={2} size="h4">
          {t.worklist}
          {review ? `: ${wordFor(t, 'state', review.state)}` : ''}
        </Title>
        {review?.changedSince && <Alert color="gray">{t.changedSince}</Alert>}
        <Group align="flex-end" className="no-print">
          <Select
            label={t.state}
            allowDeselect={false}
            value={state}
            onChange={(value) => value && setState(value)}
            data={STATES.map((value) => ({ value, label: wordFor(t, 'state', value) }))}
          />
          {state === 'NOT_ELIGIBLE' && (
            <Select
              label={t.reviewReason}
              value={reason}
              onChange={setReason}
              data={REASONS.map((value) => ({ value, label: wordFor(t, 'reason', value) }))}
            />
          )}
          {state === 'DEFERRED' && (
            <TextInput
              type="date"
              label={t.deferUntil}
              value={until}
              onChange={(event) => setUntil(event.currentTarget.value)}
            />
          )}
          <TextInput label={t.by} value={by} maxLength={100} onChange={(event) => setBy(event.currentTarget.value)} />
        </Group>
        <Textarea
          className="no-print"
          label={t.note}
          value={note}
          maxLength={4000}
          autosize
          minRows={1}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Group className="no-print">
          <Button disabled={!complete} loading={save.isPending} onClick={() => save.mutate()}>
            {t.save}
          </Button>
          <Text role="status" size="sm">
            {save.isSuccess ? t.saved : ''}
          </Text>
        </Group>
        {save.isError && (
          <Alert color="red" role="alert" title={t.failed}>
            {save.error.message}
          </Alert>
        )}
        {review && (
          <ul className="plain-list" aria-label={t.history}>
            {review.notes.toReversed().map((step) => (
              <Text component="li" size="sm" key={step.id} className="wrap-anywhere">
                <strong>{wordFor(t, 'state', step.state)}</strong>
                {step.reason ? ` · ${wordFor(t, 'reason', step.reason)}` : ''} · {step.by} ·{' '}
                {momentWords(step.at, language)}
                {step.note ? <br /> : null}
                {step.note}
              </Text>
            ))}
          </ul>
        )}
      </Stack>
    </Card>
  );
}
