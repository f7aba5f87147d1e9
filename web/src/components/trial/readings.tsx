import { Badge, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { lazy, Suspense, useRef, useState } from 'react';
import type { TrialQuery } from '../../api/generated/graphql.js';
import { useMessages } from '../../i18n/use-messages.js';

type Eligibility = NonNullable<NonNullable<TrialQuery['trial']>['eligibility']>;
type Criterion = Eligibility['criteria'][number];

/** The form and the schema that it is made from are loaded by whoever corrects something. */
const CorrectReading = lazy(() =>
  import('../curation/correct-reading.js').then((module) => ({ default: module.CorrectReading })),
);

/** How each sentence of the registry was read, and a way to correct it. */
export function Readings({ trial, eligibility }: { trial: string; eligibility: Eligibility }) {
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
            trial={trial}
            revision={eligibility.revision}
            criterion={criterion}
            scope={scopes.get(criterion.scope)}
          />
        ))}
      </ul>
    </Stack>
  );
}

interface ReadingProps {
  trial: string;
  revision: string;
  criterion: Criterion;
  scope: string | undefined;
}

function Reading({ trial, revision, criterion, scope }: ReadingProps) {
  const t = useMessages();
  const [isOpen, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    requestAnimationFrame(() => opener.current?.focus());
  };
  const section = { INCLUSION: t.inclusion, EXCLUSION: t.exclusion, REGISTRY: t.registry }[criterion.section];
  const basis = { CURATED: t.basisCurated, CODED: t.basisCoded, PARSED: t.basisParsed, UNPARSED: t.basisUnparsed };
  return (
    <Paper withBorder p="sm" component="li">
      <Group gap="xs" mb={4}>
        <Badge variant="default" tt="none">
          {section}
        </Badge>
        <Badge variant="default" tt="none" className={criterion.basis === 'UNPARSED' ? 'dashed' : undefined}>
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
      {isOpen ? (
        <Suspense fallback={<Text role="status">{t.loading}</Text>}>
          <CorrectReading trial={trial} revision={revision} criterion={criterion} onClose={close} />
        </Suspense>
      ) : (
        <Button ref={opener} variant="default" size="xs" mt={4} className="no-print" onClick={() => setOpen(true)}>
          {t.correctReading}
        </Button>
      )}
    </Paper>
  );
}
