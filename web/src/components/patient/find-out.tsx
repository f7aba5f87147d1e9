import { Card, Skeleton, Table, Text, Title } from '@mantine/core';
import type { MatchOverviewQuery } from '../../api/generated/graphql.js';
import { useMessages } from '../../i18n/use-messages.js';

type Overview = Extract<MatchOverviewQuery['matchTrials'], { __typename: 'MatchResult' }>;

const FACTS = 6;
/** About what so many facts take. */
const HEIGHT = '15rem';

/** What to find out next, over all matches. While that is not known, it holds the place, so that the list below stays put. */
export function FindOut({ facts }: { facts: Overview['wouldSettle'] | undefined }) {
  const t = useMessages();
  if (facts?.length === 0) return null;
  const most = facts?.[0]?.trials ?? 1;
  return (
    <Card withBorder aria-busy={!facts}>
      <Title order={2} size="h4">
        {t.findOut}
      </Title>
      <Text size="sm">{t.findOutNote}</Text>
      {facts ? (
        <Table mt="xs" aria-label={t.findOut}>
          <Table.Tbody>
            {facts.slice(0, FACTS).map(({ fact, trials }) => (
              <Table.Tr key={fact}>
                <Table.Td>{fact}</Table.Td>
                <Table.Td w="40%" visibleFrom="sm">
                  <div className="bar" aria-hidden="true">
                    <span style={{ width: `${(100 * trials) / most}%` }} />
                  </div>
                </Table.Td>
                <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
                  {trials} {t.trialsCount}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      ) : (
        <Skeleton mt="xs" h={HEIGHT} />
      )}
    </Card>
  );
}
