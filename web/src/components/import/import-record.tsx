import { Button, Card, FileButton, Stack, Text } from '@mantine/core';
import { useState, type DragEvent } from 'react';
import { request } from '../../api/client.js';
import { ImportDocument } from '../../api/documents.js';
import { useMessages } from '../../i18n/use-messages.js';
import { ImportFailure } from './import-failure.js';
import { useStoredRecord } from './use-stored-record.js';

/** Takes the file of a record, chosen or dropped. */
export function ImportRecord() {
  const t = useMessages();
  const [over, setOver] = useState(false);
  const upload = useStoredRecord(async (file: File) => {
    let bundle: unknown;
    try {
      bundle = JSON.parse(await file.text());
    } catch {
      throw new Error(t.notJson);
    }
    const { importPatient } = await request(ImportDocument, { bundle });
    if (importPatient.__typename === 'InvalidRecord') throw new Error(importPatient.message);
    return importPatient.patient.id;
  });
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) upload.mutate(file);
  };
  return (
    <Card
      withBorder
      padding="sm"
      className="drop-area"
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Stack gap={4} align="flex-start">
        <FileButton accept="application/json,.json" onChange={(file) => file && upload.mutate(file)}>
          {(props) => (
            <Button {...props} loading={upload.isPending}>
              {t.importTitle}
            </Button>
          )}
        </FileButton>
        <Text size="sm">{t.importHint}</Text>
        <ImportFailure error={upload.error} />
      </Stack>
    </Card>
  );
}
