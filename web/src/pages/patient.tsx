import { Alert, Stack, Tabs, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { patientQuery } from '../api/patient-queries.js';
import { Async } from '../components/async.js';
import { Matches } from '../components/patient/matches.js';
import { NotPlaced } from '../components/patient/not-placed.js';
import { Timeline } from '../components/patient/timeline.js';
import { useMessages } from '../i18n/use-messages.js';
import { wordFor } from '../i18n/words.js';

/** One patient: ranked matches with their reasons, the record as a timeline, and what could not be placed. */
export function PatientPage() {
  const t = useMessages();
  const { id } = useParams({ from: '/patients/$id' });
  const query = useQuery(patientQuery(id));
  return (
    <Async query={query}>
      {({ patient }) =>
        patient ? (
          <Stack>
            <Title order={1} className="wrap-anywhere">
              {patient.id}
            </Title>
            <Text>
              {[
                patient.cancers.join(', ') || t.noCancer,
                patient.birthDate && `${t.born} ${patient.birthDate}`,
                patient.sex && wordFor(t, 'sex', patient.sex),
              ]
                .filter(Boolean)
                .join(' · ')}
            </Text>
            {patient.deceased && <Alert color="gray" title={t.deceasedNote} />}
            {patient.partial && (
              <Alert color="gray" title={t.partial}>
                {patient.partial}
              </Alert>
            )}
            <Tabs defaultValue="matches" keepMounted={false}>
              <Tabs.List>
                <Tabs.Tab value="matches">{t.matches}</Tabs.Tab>
                <Tabs.Tab value="record">
                  {t.record} ({patient.profile.facts.length})
                </Tabs.Tab>
                <Tabs.Tab value="unmapped">
                  {t.unmapped} ({patient.profile.unmapped.length})
                </Tabs.Tab>
              </Tabs.List>
              <Tabs.Panel value="matches" pt="md">
                <Matches id={id} />
              </Tabs.Panel>
              <Tabs.Panel value="record" pt="md">
                <Timeline facts={patient.profile.facts} />
              </Tabs.Panel>
              <Tabs.Panel value="unmapped" pt="md">
                <NotPlaced unmapped={patient.profile.unmapped} />
              </Tabs.Panel>
            </Tabs>
          </Stack>
        ) : (
          <Text>{t.notFound}</Text>
        )
      }
    </Async>
  );
}
