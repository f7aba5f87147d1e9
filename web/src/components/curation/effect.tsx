import { Alert, Anchor, Group, List, Loader, Stack, Table, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { CurationFindingFieldsFragment, Grade, PreviewCurationQuery } from '../../api/generated/graphql.js';
import { useCurationMessages } from '../../i18n/curation/use-curation-messages.js';
import { useMessages } from '../../i18n/use-messages.js';
import { GradeBadge } from '../outcome-badge.js';

const COUNTS = [
  ['CERTAIN', 'certain'],
  ['PROBABLE', 'probable'],
  ['POSSIBLE', 'possible'],
  ['CERTAINLY_NOT', 'certainlyNot'],
] as const satisfies [Grade, string][];

/** What a reading that is not kept yet would change, or why it cannot be taken. */
export function Effect({ query }: { query: UseQueryResult<PreviewCurationQuery['previewCuration']> }) {
  const t = useCurationMessages();
  const general = useMessages();
  if (query.isError)
    return (
      <Alert color="red" role="alert" title={general.failed}>
        {query.error.message}
      </Alert>
    );
  const answer = query.data;
  if (!answer)
    return (
      <Group role="status" gap="xs">
        <Loader size="sm" />
        <Text size="sm">{t.trying}</Text>
      </Group>
    );
  if (answer.__typename === 'CurationRefused') return <Refusal why={answer.why} findings={answer.findings} />;
  return (
    <Stack gap="xs">
      <Text role="status" fw={700}>
        {answer.flips.length === 0
          ? t.noFlips
          : answer.flips.length === 1
            ? t.oneFlip
            : `${answer.flips.length} ${t.flips}`}
      </Text>
      <Table.ScrollContainer minWidth={280}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{general.grade}</Table.Th>
              <Table.Th>{t.before}</Table.Th>
              <Table.Th>{t.after}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {COUNTS.map(([grade, count]) => (
              <Table.Tr key={grade}>
                <Table.Td>
                  <GradeBadge grade={grade} />
                </Table.Td>
                <Table.Td>{answer.before[count]}</Table.Td>
                <Table.Td>{answer.after[count]}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <ul className="plain-list">
        {answer.flips.map((flip) => (
          <li key={flip.patientId}>
            <Group gap="xs">
              <Anchor component={Link} to="/patients/$id" params={{ id: flip.patientId } as never} target="_blank">
                {flip.patientId}
              </Anchor>
              <GradeBadge grade={flip.before} />
              <span aria-hidden="true">→</span>
              <GradeBadge grade={flip.after} />
            </Group>
            {flip.deciding.slice(0, 3).map(({ id, text }) => (
              <Text key={id} size="sm" lineClamp={2} className="wrap-anywhere">
                {text}
              </Text>
            ))}
          </li>
        ))}
      </ul>
      <Findings findings={answer.findings} />
    </Stack>
  );
}

/** Why a correction was not taken. */
export function Refusal({
  why,
  findings,
}: {
  why: 'TRIAL_UNKNOWN' | 'OUTDATED' | 'FINDINGS';
  findings: readonly CurationFindingFieldsFragment[];
}) {
  const t = useCurationMessages();
  return (
    <Alert color="red" role="alert" title={t[`why_${why}`]}>
      <Findings findings={findings} />
    </Alert>
  );
}

function Findings({ findings }: { findings: readonly CurationFindingFieldsFragment[] }) {
  const t = useCurationMessages();
  if (findings.length === 0) return null;
  return (
    <List size="sm" aria-label={t.findings}>
      {findings.map(({ severity, path, message }, i) => (
        <List.Item key={i} className="wrap-anywhere">
          {severity === 'error' ? t.error : t.warning}: {message} ({path})
        </List.Item>
      ))}
    </List>
  );
}
