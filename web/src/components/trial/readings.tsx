import { Badge, Group, Paper, Stack, Text } from '@mantine/core';
import type { TrialQuery } from '../../api/generated/graphql.js';
import { useMessages } from '../../i18n/use-messages.js';

type Eligibility = NonNullable<NonNullable<TrialQuery['trial']>['eligibility']>;
type Criterion = Eligibility['criteria'][number];

/** How each sentence of the registry was read. */
export function Readings({ eligibility }: { eligibility: Eligibility }) {
  const t = useMessages();
  const scopes = new Map(eligibility.scopes.map(({ id, title }) => [id, title]));
  return (
    <Stack>
      <Text size="sm">
        {t.readBy} {eligibility.by}
      </Text>
      <ul className="plain-list">
        {eligibility.criteria.map((criterion) => (
          <Reading
            key={`${criterion.scope} ${criterion.id}`}
            criterion={criterion}
            scope={scopes.get(criterion.scope)}
          />
        ))}
      </ul>
    </Stack>
  );
}

function Reading({ criterion, scope }: { criterion: Criterion; scope: string | undefined }) {
  const t = useMessages();
  const section = { INCLUSION: t.inclusion, EXCLUSION: t.exclusion, REGISTRY: t.registry }[criterion.section];
  const basis = { CURATED: t.basisCurated, CODED: t.basisCoded, PARSED: t.basisParsed, UNPARSED: t.basisUnparsed };
  return (
    <Paper withBorder p="sm" component="li">
      <Group gap="xs" mb={4}>
        <Badge variant="default" tt="none">
          {section}
        </Badge>
        <Badge variant={criterion.basis === 'UNPARSED' ? 'outline' : 'default'} color="gray.7" tt="none">
          {basis[criterion.basis]} · {Math.round(criterion.confidence * 100)} %
        </Badge>
        {scope && (
          <Text size="sm">
            {t.scopeLabel}: {scope}
          </Text>
        )}
      </Group>
      <Text size="sm" className="wrap-anywhere">
        {criterion.text}
      </Text>
      {criterion.basis !== 'UNPARSED' && (
        <Text size="sm" className="wrap-anywhere" mt={4}>
          <strong>{t.readAs}:</strong> {criterion.reading}
        </Text>
      )}
      {criterion.review?.map((why) => (
        <Text size="sm" key={why}>
          {why}
        </Text>
      ))}
    </Paper>
  );
}
