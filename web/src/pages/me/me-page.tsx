import { Alert, Button, Card, Checkbox, FileButton, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { usePatientMessages } from '../../i18n/patient-mode/use-patient-messages.js';
import { eraseRecord, keepRecord, keptRecord, type MyRecord } from '../../patient-mode/kept-record.js';
import { isBundle, type OwnWord } from '../../patient-mode/own-words.js';
import { MyOptions } from './my-options.js';
import { OwnWords } from './own-words.js';
import { SmartSignIn } from './smart-sign-in.js';

/** A patient's own way through: choose a record, see few options in plain words, correct what is wrong, delete everything. */
export function MePage() {
  const t = usePatientMessages();
  const [mine, setMine] = useState<MyRecord | undefined>(keptRecord);
  const [keep, setKeep] = useState(() => keptRecord() !== undefined);
  const [notice, setNotice] = useState<string>();
  const change = (next: MyRecord, kept = keep) => {
    setMine(next);
    setNotice(undefined);
    if (kept) keepRecord(next);
  };
  const eraseAll = () => {
    eraseRecord();
    setMine(undefined);
    setKeep(false);
    setNotice(t.erased);
  };
  const choose = async (file: File) => {
    const record = parsed(await file.text());
    if (isBundle(record)) change({ record, words: [] });
    else setNotice(t.notJson);
  };
  const tell = (words: OwnWord[]) => mine && change({ ...mine, words });
  return (
    <Stack>
      <Title order={1}>{t.title}</Title>
      <Text>{t.intro}</Text>
      <Card withBorder>
        <Stack gap="sm">
          <Text>{t.privacy}</Text>
          <Group>
            <FileButton accept="application/json,.json" onChange={(file) => file && void choose(file)}>
              {(props) => <Button {...props}>{t.choose}</Button>}
            </FileButton>
            {mine && (
              <Button variant="default" onClick={eraseAll}>
                {t.erase}
              </Button>
            )}
          </Group>
          <Text size="sm">{t.chooseHint}</Text>
          <SmartSignIn onRecord={(record) => change({ record, words: [] })} />
          <Checkbox
            checked={keep}
            label={t.keep}
            description={t.keepHint}
            onChange={({ currentTarget: { checked } }) => {
              setKeep(checked);
              if (!checked) eraseRecord();
              else if (mine) keepRecord(mine);
            }}
          />
        </Stack>
      </Card>
      {notice && (
        <Alert
          role="status"
          color={notice === t.erased ? 'teal' : 'red'}
          title={notice === t.erased ? undefined : t.unreadable}
        >
          {notice}
        </Alert>
      )}
      {mine && <OwnWords words={mine.words} onChange={tell} />}
      {mine && <MyOptions mine={mine} />}
    </Stack>
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
