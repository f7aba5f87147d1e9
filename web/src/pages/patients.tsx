import { Alert, Anchor, Badge, Button, FileButton, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { request } from '../api/client.js';
import { ImportDocument, PatientsDocument } from '../api/documents.js';
import { Async } from '../components/async.js';
import { useMessages } from '../i18n/use-messages.js';
import { wordFor } from '../i18n/words.js';

/** Stored patients, and the way to import one more. */
export function PatientsPage() {
  const t = useMessages();
  const query = useQuery({ queryKey: ['patients'], queryFn: () => request(PatientsDocument, { first: 100 }) });
  return (
    <Stack>
      <Group justify="space-between" align="flex-end">
        <Title order={1}>{t.patients}</Title>
        <ImportRecord />
      </Group>
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

function ImportRecord() {
  const t = useMessages();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const upload = useMutation({
    mutationFn: async (file: File) => {
      const text = await file.text();
      let bundle: unknown;
      try {
        bundle = JSON.parse(text);
      } catch {
        throw new Error(t.notJson);
      }
      const { importPatient } = await request(ImportDocument, { bundle });
      if (importPatient.__typename === 'InvalidRecord') throw new Error(importPatient.message);
      return importPatient.patient.id;
    },
    onSuccess: async (id) => {
      await queries.invalidateQueries({ queryKey: ['patients'] });
      await navigate({ to: '/patients/$id', params: { id } });
    },
  });
  return (
    <Stack gap={4}>
      <FileButton accept="application/json,.json" onChange={(file) => file && upload.mutate(file)}>
        {(props) => (
          <Button {...props} loading={upload.isPending}>
            {t.importTitle}
          </Button>
        )}
      </FileButton>
      <Text size="sm">{t.importHint}</Text>
      {upload.isError && (
        <Alert color="red" title={t.importFailed} role="alert">
          {upload.error.message}
        </Alert>
      )}
    </Stack>
  );
}
