import { Anchor, Badge, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { request } from '../api/client.js';
import { PatientsDocument } from '../api/documents.js';
import { Async } from '../components/async.js';
import { ImportRecord } from '../components/import/import-record.js';
import { PullRecord } from '../components/import/pull-record.js';
import { useMessages } from '../i18n/use-messages.js';
import { wordFor } from '../i18n/words.js';

/** Stored patients, and the ways to one more. */
export function PatientsPage() {
  const t = useMessages();
  const query = useQuery({ queryKey: ['patients'], queryFn: () => request(PatientsDocument, { first: 100 }) });
  return (
    <Stack>
      <Title order={1}>{t.patients}</Title>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <ImportRecord />
        <PullRecord />
      </SimpleGrid>
      <Async query={query}>
        {({ patients }) =>
          patients.totalCount === 0 ? (
            <Text>{t.noPatients}</Text>
          ) : (
            <Table.ScrollContainer minWidth={480}>
              <Table striped withTableBorder>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th scope="col">{t.patient}</Table.Th>
                    <Table.Th scope="col">{t.cancer}</Table.Th>
                    <Table.Th scope="col">{t.born}</Table.Th>
                    <Table.Th scope="col">{t.sex}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {patients.nodes.map((patient) => (
                    <Table.Tr key={patient.id}>
                      <Table.Td className="wrap-anywhere" miw={150}>
                        <Anchor component={Link} to={`/patients/${patient.id}` as string}>
                          {patient.id}
                        </Anchor>{' '}
                        {patient.deceased && (
                          <Badge color="gray.7" tt="none">
                            {t.deceased}
                          </Badge>
                        )}
                      </Table.Td>
                      <Table.Td>{patient.cancers.join(', ') || t.noCancer}</Table.Td>
                      <Table.Td className="one-line">{patient.birthDate}</Table.Td>
                      <Table.Td>{patient.sex && wordFor(t, 'sex', patient.sex)}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          )
        }
      </Async>
    </Stack>
  );
}
