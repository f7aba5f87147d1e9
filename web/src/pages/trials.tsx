import { Anchor, Button, Checkbox, Group, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { request } from '../api/client.js';
import { TrialsDocument } from '../api/documents.js';
import { Async } from '../components/async.js';
import { useMessages } from '../i18n/use-messages.js';

/** Trial search by words, cancer type and recruitment. */
export function TrialsPage() {
  const t = useMessages();
  const [text, setText] = useState('');
  const [cancer, setCancer] = useState('');
  const [recruitingOnly, setRecruiting] = useState(false);
  const [search] = useDebouncedValue(text.trim(), 300);
  const [named] = useDebouncedValue(cancer.trim(), 500);
  const filter = { ...(named && { cancer: named }), ...(recruitingOnly && { recruitingOnly }) };
  const query = useInfiniteQuery({
    queryKey: ['trials', search, filter],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      request(TrialsDocument, { search: search || null, filter, first: 50, after: pageParam }),
    getNextPageParam: ({ trials }) => (trials.pageInfo.hasNextPage ? (trials.pageInfo.endCursor ?? null) : null),
  });
  return (
    <Stack>
      <Title order={1}>{t.trials}</Title>
      <Group align="flex-end">
        <TextInput
          label={t.search}
          description={t.searchHint}
          value={text}
          onChange={(e) => setText(e.currentTarget.value)}
        />
        <TextInput label={t.cancerFilter} value={cancer} onChange={(e) => setCancer(e.currentTarget.value)} />
        <Checkbox
          label={t.recruitingOnly}
          checked={recruitingOnly}
          onChange={(e) => setRecruiting(e.currentTarget.checked)}
        />
      </Group>
      <Async query={query}>
        {({ pages }) => (
          <Stack>
            <Text role="status">
              {pages[0]?.trials.totalCount} {t.found}
            </Text>
            <Table.ScrollContainer minWidth={560}>
              <Table striped withTableBorder>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th scope="col">{t.trials}</Table.Th>
                    <Table.Th scope="col">{t.status}</Table.Th>
                    <Table.Th scope="col">{t.phase}</Table.Th>
                    <Table.Th scope="col">{t.conditions}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {pages.flatMap(({ trials }) =>
                    trials.nodes.map((trial) => (
                      <Table.Tr key={trial.id}>
                        <Table.Td>
                          <Anchor component={Link} to={`/trials/${trial.id}` as string}>
                            {trial.id}
                          </Anchor>{' '}
                          {trial.title}
                        </Table.Td>
                        <Table.Td>{trial.status}</Table.Td>
                        <Table.Td>{trial.phases.join(', ')}</Table.Td>
                        <Table.Td>{trial.conditions.slice(0, 4).join(', ')}</Table.Td>
                      </Table.Tr>
                    )),
                  )}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
            {query.hasNextPage && (
              <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {t.showMore}
              </Button>
            )}
          </Stack>
        )}
      </Async>
    </Stack>
  );
}
