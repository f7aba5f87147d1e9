import { Card, List, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ApiError, request } from '../../api/client.js';
import type { Grade } from '../../api/generated/graphql.js';
import { MyGradesDocument } from '../../api/patient-mode-documents.js';
import { Async } from '../../components/async.js';
import type { PatientMessages } from '../../i18n/patient-mode/en.js';
import { usePatientMessages } from '../../i18n/patient-mode/use-patient-messages.js';
import type { MyRecord } from '../../patient-mode/kept-record.js';
import type { Bundle } from '../../patient-mode/own-words.js';

type Grades = Map<string, { title: string; grade: Grade }>;

/** Every grade is asked for, so that a trial which is no longer in the list is one that was lost. */
const ANY: Grade[] = ['CERTAIN', 'PROBABLE', 'POSSIBLE'];
const MOST = 10;

/** Which trials the patient's own words bring, lose or grade anew, compared with the record alone. */
export function Difference({ mine, bundle }: { mine: MyRecord; bundle: Bundle }) {
  const t = usePatientMessages();
  const query = useQuery({
    queryKey: ['my-difference', mine],
    gcTime: 0,
    queryFn: async () => Promise.all([gradesOf(mine.record), gradesOf(bundle)]),
  });
  return (
    <Card withBorder>
      <Title order={2} size="h4">
        {t.compare}
      </Title>
      <Async query={query}>
        {([before, now]) => {
          const changed = [...new Set([...before.keys(), ...now.keys()])].filter(
            (id) => before.get(id)?.grade !== now.get(id)?.grade,
          );
          if (changed.length === 0) return <Text>{t.noChange}</Text>;
          return (
            <List size="sm">
              {changed.slice(0, MOST).map((id) => (
                <List.Item key={id}>
                  {(now.get(id) ?? before.get(id))?.title}: {t.before}: {words(before.get(id)?.grade, t)}. {t.now}:{' '}
                  <strong>{words(now.get(id)?.grade, t)}</strong>.
                </List.Item>
              ))}
            </List>
          );
        }}
      </Async>
    </Card>
  );
}

const words = (grade: Grade | undefined, t: PatientMessages): string =>
  ({ CERTAIN: t.gradeCertain, PROBABLE: t.gradeProbable, POSSIBLE: t.gradePossible, CERTAINLY_NOT: t.gradeNot })[
    grade ?? 'CERTAINLY_NOT'
  ];

async function gradesOf(bundle: Bundle): Promise<Grades> {
  const { matchTrials } = await request(MyGradesDocument, { bundle, filter: { grades: ANY, status: ['RECRUITING'] } });
  if (matchTrials.__typename !== 'MatchResult') throw new ApiError('RECORD', matchTrials.message);
  return new Map(matchTrials.nodes.map(({ trial, grade }) => [trial.id, { title: trial.title ?? trial.id, grade }]));
}
