import { Accordion, Button, Group, List, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import type { PatientMessages } from '../../i18n/patient-mode/en.js';
import { usePatientMessages } from '../../i18n/patient-mode/use-patient-messages.js';
import type { OwnWord } from '../../patient-mode/own-words.js';

const ECOG = [0, 1, 2, 3, 4] as const;

/** What the patient adds to the record, and takes back. */
export function OwnWords({ words, onChange }: { words: readonly OwnWord[]; onChange: (words: OwnWord[]) => void }) {
  const t = usePatientMessages();
  return (
    <Accordion variant="separated">
      <Accordion.Item value="correct">
        <Accordion.Control>{t.correct}</Accordion.Control>
        <Accordion.Panel>
          <Stack gap="sm">
            <Text size="sm">{t.correctHint}</Text>
            <Form onAdd={(word) => onChange([...words.filter((other) => !isSame(other, word)), word])} />
            {words.length > 0 && (
              <>
                <Text fw={600}>{t.told}</Text>
                <List size="sm">
                  {words.map((word, i) => (
                    <List.Item key={i}>
                      <Group gap="xs">
                        {sentence(word, t)}
                        <Button
                          size="compact-sm"
                          variant="default"
                          onClick={() => onChange(words.filter((_, at) => at !== i))}
                        >
                          {t.remove}
                        </Button>
                      </Group>
                    </List.Item>
                  ))}
                </List>
              </>
            )}
          </Stack>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}

/** A later word on the same thing takes the place of the earlier. */
const isSame = (a: OwnWord, b: OwnWord): boolean =>
  (a.about === 'activity' && b.about === 'activity') ||
  (a.about === 'gene' && b.about === 'gene' && a.gene === b.gene) ||
  (a.about === 'treatment' && b.about === 'treatment' && a.drug === b.drug);

const activity = (ecog: number, t: PatientMessages): string => t[`activity${ecog as (typeof ECOG)[number]}`];

function sentence(word: OwnWord, t: PatientMessages): string {
  if (word.about === 'activity') return activity(word.ecog, t);
  if (word.about === 'gene') return `${word.gene}: ${word.found ? t.geneFound : t.geneAbsent}`;
  return [word.drug, word.lastDay].filter(Boolean).join(', ');
}

function Form({ onAdd }: { onAdd: (word: OwnWord) => void }) {
  const t = usePatientMessages();
  const [about, setAbout] = useState<OwnWord['about']>('activity');
  const submit = (event: SyntheticEvent<HTMLFormElement>) => {
    event.preventDefault();
    const field = new FormData(event.currentTarget);
    const text = (name: string): string => {
      const value = field.get(name);
      return typeof value === 'string' ? value.trim() : '';
    };
    if (about === 'activity') onAdd({ about, ecog: Number(text('ecog')) });
    else if (about === 'gene') onAdd({ about, gene: text('gene'), found: text('found') === 'yes' });
    else onAdd({ about, drug: text('drug'), ...(text('lastDay') && { lastDay: text('lastDay') }) });
  };
  return (
    <form onSubmit={submit}>
      <Group align="flex-end" gap="sm">
        <NativeSelect
          label={t.what}
          value={about}
          onChange={({ currentTarget }) => setAbout(currentTarget.value as OwnWord['about'])}
          data={[
            { value: 'activity', label: t.whatActivity },
            { value: 'gene', label: t.whatGene },
            { value: 'treatment', label: t.whatTreatment },
          ]}
        />
        {about === 'activity' && (
          <NativeSelect
            name="ecog"
            label={t.activity}
            data={ECOG.map((ecog) => ({ value: String(ecog), label: activity(ecog, t) }))}
          />
        )}
        {about === 'gene' && (
          <>
            <TextInput name="gene" label={t.gene} required maxLength={40} />
            <NativeSelect
              name="found"
              label={t.whatGene}
              data={[
                { value: 'yes', label: t.geneFound },
                { value: 'no', label: t.geneAbsent },
              ]}
            />
          </>
        )}
        {about === 'treatment' && (
          <>
            <TextInput name="drug" label={t.treatment} required maxLength={80} />
            <TextInput name="lastDay" type="date" label={t.treatmentWhen} />
          </>
        )}
        <Button type="submit">{t.add}</Button>
      </Group>
    </form>
  );
}
