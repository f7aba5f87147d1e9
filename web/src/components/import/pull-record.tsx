import { Button, Card, Group, Stack, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { request } from '../../api/client.js';
import { PullDocument } from '../../api/documents.js';
import { useMessages } from '../../i18n/use-messages.js';
import { ImportFailure } from './import-failure.js';
import { useStoredRecord } from './use-stored-record.js';

/** Has the service pull the record of one patient from a FHIR server that its configuration allows. */
export function PullRecord() {
  const t = useMessages();
  const [server, setServer] = useState('');
  const [id, setId] = useState('');
  const pull = useStoredRecord(async (asked: { server: string; id: string }) => {
    const { pullPatient } = await request(PullDocument, asked);
    if (pullPatient.__typename !== 'ImportedPatient') throw new Error(pullPatient.message);
    return pullPatient.patient.id;
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    pull.mutate({ server: server.trim(), id: id.trim() });
  };
  return (
    <Card withBorder component="details" padding="sm">
      <summary>{t.pullTitle}</summary>
      <form onSubmit={submit}>
        <Stack gap="xs" mt="xs">
          <Group align="flex-end">
            <TextInput
              label={t.pullServer}
              type="url"
              required
              value={server}
              onChange={(event) => setServer(event.currentTarget.value)}
            />
            <TextInput
              label={t.pullPatient}
              required
              value={id}
              onChange={(event) => setId(event.currentTarget.value)}
            />
            <Button type="submit" loading={pull.isPending}>
              {t.pullStart}
            </Button>
          </Group>
          <ImportFailure error={pull.error} />
        </Stack>
      </form>
    </Card>
  );
}
