import { lazy, Suspense } from 'react';
import { useMessages } from '../../i18n/use-messages.js';

interface Site {
  acceptsNow: string;
  latitude?: number | null;
  longitude?: number | null;
}

const SitesMap = lazy(() => import('./sites-map.js').then((module) => ({ default: module.SitesMap })));

/** The map of the sites that recruit and whose place is known, numbered as in their list; loaded only here. */
export function LazySiteMap({ sites }: { sites: readonly Site[] }) {
  const t = useMessages();
  const places = sites.flatMap(({ acceptsNow, latitude, longitude }, i) =>
    acceptsNow === 'YES' && latitude != null && longitude != null ? [{ number: i + 1, latitude, longitude }] : [],
  );
  if (places.length === 0) return null;
  return (
    <Suspense fallback={null}>
      <SitesMap places={places} label={t.map} />
    </Suspense>
  );
}
