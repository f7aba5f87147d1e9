import { Stack, Table, Text } from '@mantine/core';
import type { PatientQuery } from '../../api/generated/graphql.js';
import { useMessages } from '../../i18n/use-messages.js';

type Entry = NonNullable<PatientQuery['patient']>['profile']['unmapped'][number];

/** What the record says and Eligo could not place. */
export function NotPlaced({ unmapped }: { unmapped: readonly Entry[] }) {
  const t = useMessages();
  if (unmapped.length === 0) return <Text>{t.unmappedNone}</Text>;
  return (
    <Stack>
      <Text>{t.unmappedNote}</Text>
      <Table.ScrollContainer minWidth={560} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table striped withTableBorder>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t.fact}</Table.Th>
              <Table.Th scope="col">{t.code}</Table.Th>
              <Table.Th scope="col">{t.source}</Table.Th>
              <Table.Th scope="col">{t.why}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {unmapped.map((entry, i) => (
              <Table.Tr key={i} className="wrap-anywhere">
                <Table.Td>{entry.text}</Table.Td>
                <Table.Td>{[entry.system, entry.code].filter(Boolean).join(' | ')}</Table.Td>
                <Table.Td>{entry.resource}</Table.Td>
                <Table.Td>{entry.why}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Stack>
  );
}
