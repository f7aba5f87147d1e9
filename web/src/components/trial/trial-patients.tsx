import { Anchor, Group, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ApiError, request } from '../../api/client.js';
import { TrialPatientsDocument } from '../../api/documents.js';
import type { TrialPatientsQuery } from '../../api/generated/graphql.js';
import { useMessages } from '../../i18n/use-messages.js';
import { Async } from '../async.js';
import { GradeBadge, OUTCOMES } from '../outcome-badge.js';
import { cursorAfter } from '../../api/cursor.js';
import { ShowMore } from '../show-more.js';

type Found = Extract<TrialPatientsQuery['matchPatients'], { __typename: 'PatientMatches' }>;

const PAGE = 20;
const DECIDING = 3;

/** The stored patients of a trial, with the funnel of its criteria. */
export function TrialPatients({ id }: { id: string }) {
  const t = useMessages();
  const query = useInfiniteQuery({
    queryKey: ['trial', id, 'patients'],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam }) => {
      const { matchPatients } = await request(TrialPatientsDocument, { id, first: PAGE, after: pageParam });
      if (matchPatients.__typename !== 'PatientMatches') throw new ApiError('TRIAL', matchPatients.message);
      return matchPatients;
    },
    getNextPageParam: (last) => cursorAfter(last.pageInfo),
  });
  return (
    <Async query={query}>
      {({ pages }) => {
        const [first] = pages;
        if (!first) return null;
        const nodes = pages.flatMap((part) => part.nodes);
        return (
          <Stack>
            <Text>{t.trialPatientsNote}</Text>
            <Text role="status">
              {first.patients} {t.judged}: {first.counts.certain} {t.certain}, {first.counts.probable} {t.probable},{' '}
              {first.counts.possible} {t.possible}, {first.counts.certainlyNot} {t.excluded}
            </Text>
            {nodes.length === 0 && <Text>{t.nobodyMatches}</Text>}
            <ul className="plain-list">
              {nodes.map((node) => (
                <Paper key={node.patient.id} withBorder p="sm" component="li">
                  <Group gap="xs">
                    <GradeBadge grade={node.grade} />
                    <Anchor
                      component={Link}
                      to="/patients/$id/trials/$trial"
                      params={{ id: node.patient.id, trial: id } as never}
                      fw={600}
                      className="wrap-anywhere"
                    >
                      {node.patient.id}
                    </Anchor>
                    <Text size="sm">{node.patient.cancers.join(', ')}</Text>
                  </Group>
                  {node.deciding.length > 0 && (
                    <Text size="sm" mt={4}>
                      {t.hangsOn}:
                    </Text>
                  )}
                  {node.deciding.slice(0, DECIDING).map((criterion) => (
                    <Text key={`${criterion.scope} ${criterion.id}`} size="sm" className="wrap-anywhere" lineClamp={2}>
                      <span aria-hidden="true">{OUTCOMES[criterion.outcome].sign} </span>
                      {criterion.text}
                    </Text>
                  ))}
                </Paper>
              ))}
            </ul>
            <ShowMore query={query} label={t.showMore} />
            {first.funnels.map((funnel) => (
              <Funnel key={funnel.scope} funnel={funnel} patients={first.patients} />
            ))}
          </Stack>
        );
      }}
    </Async>
  );
}

function Funnel({ funnel, patients }: { funnel: Found['funnels'][number]; patients: number }) {
  const t = useMessages();
  return (
    <section aria-label={`${t.funnel} ${funnel.scope}`}>
      <Title order={2} size="h4">
        {t.funnel}
        {funnel.scope === 'all' ? '' : `: ${funnel.scope}`}
      </Title>
      <Text size="sm" mb="xs">
        {t.funnelNote}
      </Text>
      <Table.ScrollContainer minWidth={520} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table withTableBorder>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t.criterion}</Table.Th>
              <Table.Th scope="col" w="30%">
                {t.remaining}
              </Table.Th>
              <Table.Th scope="col">{t.newlyExcluded}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {funnel.steps.map((step) => (
              <Table.Tr key={step.criterion}>
                <Table.Td className="wrap-anywhere">
                  <Text size="sm" lineClamp={2}>
                    {step.text}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <Group gap="xs" wrap="nowrap">
                    <div className="bar" aria-hidden="true" style={{ flex: 1 }}>
                      <span style={{ width: `${patients === 0 ? 0 : (100 * step.remaining) / patients}%` }} />
                    </div>
                    {step.remaining}
                  </Group>
                </Table.Td>
                <Table.Td>{step.newlyExcluded}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </section>
  );
}
