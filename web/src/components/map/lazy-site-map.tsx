import { lazy, Suspense } from 'react';

interface Site {
  latitude?: number | null;
  longitude?: number | null;
}

const SitesMap = lazy(() => import('./sites-map.js').then((module) => ({ default: module.SitesMap })));

/** The map of the sites that are shown and whose place is known, numbered as in their list; loaded only here. */
export function LazySiteMap<S extends Site>({
  sites,
  isShown = () => true,
  label,
}: {
  sites: readonly S[];
  isShown?: (site: S) => boolean;
  label: string;
}) {
  const places = sites.flatMap((site, i) => {
    const { latitude, longitude } = site;
    return isShown(site) && latitude != null && longitude != null ? [{ number: i + 1, latitude, longitude }] : [];
  });
  if (places.length === 0) return null;
  return (
    <Suspense fallback={null}>
      <SitesMap places={places} label={label} />
    </Suspense>
  );
}
