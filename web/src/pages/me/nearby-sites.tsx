import { List, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { request } from '../../api/client.js';
import type { NearInput } from '../../api/generated/graphql.js';
import { MySitesDocument } from '../../api/patient-mode-documents.js';
import { Async } from '../../components/async.js';
import { LazySiteMap } from '../../components/map/lazy-site-map.js';
import { usePatientMessages } from '../../i18n/patient-mode/use-patient-messages.js';

const MOST = 12;

/** Places that take patients now, the nearest first, as a list and on a map. */
export function NearbySites({ trial, near }: { trial: string; near: NearInput | null }) {
  const t = usePatientMessages();
  const query = useQuery({
    queryKey: ['my-sites', trial, near],
    queryFn: () => request(MySitesDocument, { id: trial, near }),
  });
  return (
    <Async query={query}>
      {(data) => {
        const sites = (data.trial?.sites ?? []).filter(({ status }) => status === 'RECRUITING').slice(0, MOST);
        if (sites.length === 0) return <Text size="sm">{t.sitesNone}</Text>;
        return (
          <Stack gap="xs">
            <Text size="sm">{t.call}</Text>
            <List size="sm" type="ordered">
              {sites.map((site, i) => (
                <List.Item key={i}>
                  {[site.facility, site.city, site.state, site.country].filter(Boolean).join(', ')}
                  {site.distanceKm != null && ` · ${Math.round(site.distanceKm)} ${t.away}`}
                </List.Item>
              ))}
            </List>
            <LazySiteMap sites={sites} label={t.map} />
          </Stack>
        );
      }}
    </Async>
  );
}
