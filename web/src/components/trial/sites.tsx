import { Button, List, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { TrialQuery } from '../../api/generated/graphql.js';
import { useMessages } from '../../i18n/use-messages.js';
import { wordFor } from '../../i18n/words.js';
import { LazySiteMap } from '../map/lazy-site-map.js';

type Site = NonNullable<TrialQuery['trial']>['sites'][number];

const SHOWN_FIRST = 8;

/** Where a trial runs, recruiting sites first. */
export function Sites({ sites }: { sites: readonly Site[] }) {
  const t = useMessages();
  const [all, showAll] = useState(false);
  return (
    <Stack gap="xs">
      <Title order={2} size="h4">
        {t.sites} ({sites.length})
      </Title>
      {sites.length === 0 && <Text>{t.noSites}</Text>}
      <LazySiteMap sites={sites} isShown={({ acceptsNow }) => acceptsNow === 'YES'} label={t.map} />
      <List size="sm" type="ordered">
        {(all ? sites : sites.slice(0, SHOWN_FIRST)).map((site, i) => (
          <List.Item key={i}>
            {[site.facility, site.city, site.state, site.country].filter(Boolean).join(', ')} ·{' '}
            <strong>{wordFor(t, 'status', site.status)}</strong>
          </List.Item>
        ))}
      </List>
      {!all && sites.length > SHOWN_FIRST && (
        <Button variant="default" onClick={() => showAll(true)}>
          {t.showMore}
        </Button>
      )}
    </Stack>
  );
}
