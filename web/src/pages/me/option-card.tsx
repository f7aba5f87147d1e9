import { Accordion, Anchor, Badge, Button, Card, Group, List, Stack, Text, Title } from '@mantine/core';
import type { Grade, MyMatchesQuery, NearInput } from '../../api/generated/graphql.js';
import type { PatientMessages } from '../../i18n/patient-mode/en.js';
import { usePatientMessages } from '../../i18n/patient-mode/use-patient-messages.js';
import { type Point, pointsOf, questionsOf } from '../../patient-mode/plain.js';
import { NearbySites } from './nearby-sites.js';

type Match = Extract<MyMatchesQuery['matchTrials'], { __typename: 'MatchResult' }>['nodes'][number];

const COLOUR: Record<Grade, string> = {
  CERTAIN: 'teal.9',
  PROBABLE: 'teal.9',
  POSSIBLE: 'gray.7',
  CERTAINLY_NOT: 'red.9',
};

/** One trial in plain words: what fits, what is open, what to ask, where to go, and the exact words one click away. */
export function OptionCard({ match, near }: { match: Match; near: NearInput | null }) {
  const t = usePatientMessages();
  const fits = pointsOf(match.criteria, 'PASS', t);
  const fails = pointsOf(match.criteria, 'FAIL', t);
  const open = pointsOf(match.criteria, 'UNKNOWN', t);
  return (
    <Card withBorder component="article">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {match.trial.title}
        </Title>
        <Group gap="sm">
          <Badge color={COLOUR[match.grade]} tt="none" size="lg">
            {grade(match.grade, t)}
          </Badge>
          <Text size="sm">{match.trial.id}</Text>
        </Group>
        {fails.length > 0 && <Points title={t.whyNot} points={fails} />}
        {fits.length > 0 && <Points title={t.why} points={fits} />}
        {open.length > 0 && <Points title={t.open} points={open} />}
        <Accordion variant="contained" chevronPosition="left">
          <Accordion.Item value="ask">
            <Accordion.Control>{t.ask}</Accordion.Control>
            <Accordion.Panel>
              <List size="sm">
                {questionsOf(match.criteria, t).map((question) => (
                  <List.Item key={question}>{question}</List.Item>
                ))}
              </List>
              <Button mt="sm" variant="default" onClick={() => window.print()}>
                {t.print}
              </Button>
            </Accordion.Panel>
          </Accordion.Item>
          <Accordion.Item value="sites">
            <Accordion.Control>{t.sites}</Accordion.Control>
            <Accordion.Panel>
              <NearbySites trial={match.trial.id} near={near} />
            </Accordion.Panel>
          </Accordion.Item>
          <Accordion.Item value="exact">
            <Accordion.Control>{t.exact}</Accordion.Control>
            <Accordion.Panel>
              <List size="sm">
                {match.criteria.map(({ id, scope, text }) => (
                  <List.Item key={`${scope} ${id}`} style={{ overflowWrap: 'anywhere' }}>
                    {text}
                  </List.Item>
                ))}
              </List>
              {match.trial.id.startsWith('NCT') && (
                <Anchor href={`https://clinicaltrials.gov/study/${match.trial.id}`} rel="noreferrer" target="_blank">
                  {match.trial.id}
                </Anchor>
              )}
            </Accordion.Panel>
          </Accordion.Item>
        </Accordion>
      </Stack>
    </Card>
  );
}

const grade = (value: Grade, t: PatientMessages): string =>
  ({ CERTAIN: t.gradeCertain, PROBABLE: t.gradeProbable, POSSIBLE: t.gradePossible, CERTAINLY_NOT: t.gradeNot })[value];

const MOST_KNOWN = 1;

function Points({ title, points }: { title: string; points: readonly Point[] }) {
  const t = usePatientMessages();
  return (
    <div>
      <Text fw={600}>{title}</Text>
      <List size="sm">
        {points.map(({ topic, known, recoverable, eligibleFrom }) => (
          <List.Item key={topic} style={{ overflowWrap: 'anywhere' }}>
            {topic.charAt(0).toUpperCase() + topic.slice(1)}
            {known.slice(0, MOST_KNOWN).map(({ value, date, own }) => (
              <Text key={value} size="sm">
                {own ? t.youSaid : t.said}: {value}
                {date ? ` (${date})` : ''}
              </Text>
            ))}
            {title === t.whyNot && eligibleFrom && ` ${t.from} ${eligibleFrom}.`}
            {title === t.whyNot && !eligibleFrom && recoverable && ` ${t.canChange}`}
          </List.Item>
        ))}
      </List>
    </div>
  );
}
