import { acceptsNow, type RecordSite, type RegistryName, type TrialStatus } from '../trial-record.port.js';

export interface MergedSite {
  facility: string | null;
  city: string | null;
  state: string | null;
  zip: string | null;
  country: string | null;
  latitude: number | null;
  longitude: number | null;
  status: TrialStatus;
  acceptsNow: (typeof acceptsNow)[TrialStatus];
  statusRaw: string | null;
  inherited: boolean;
  registry: RegistryName;
  conflict: string | null;
}

interface SiteSource {
  registry: RegistryName;
  updated?: string;
  sites: readonly RecordSite[];
}

const fold = (text: string | undefined): string =>
  (text ?? '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Registries name one place alike only in facility and town; postcodes and states are written in too many ways. */
const placeOf = (site: RecordSite): string => [fold(site.facility), fold(site.city), fold(site.country)].join('|');

const toMerged = (site: RecordSite, registry: RegistryName): MergedSite => ({
  facility: site.facility ?? null,
  city: site.city ?? null,
  state: site.state ?? null,
  zip: site.zip ?? null,
  country: site.country ?? null,
  latitude: site.latitude ?? null,
  longitude: site.longitude ?? null,
  status: site.status,
  acceptsNow: acceptsNow[site.status],
  statusRaw: site.statusRaw ?? null,
  inherited: site.inherited ?? false,
  registry,
  conflict: null,
});

/**
 * The places of all sources, each once. Where two sources name the same place, the newer source speaks for its status;
 * a status of its own beats one inherited from the trial. What the other says is kept as a conflict. Sources in order of
 * precedence.
 */
export function mergeSites(sources: readonly SiteSource[]): MergedSite[] {
  const places = new Map<string, MergedSite>();
  const unnamed: MergedSite[] = [];
  const newestFirst = [...sources].sort((a, b) => (b.updated ?? '').localeCompare(a.updated ?? ''));
  for (const { registry, sites } of newestFirst) {
    const mine = new Set<string>();
    for (const site of sites) {
      const merged = toMerged(site, registry);
      const key = placeOf(site);
      const known = places.get(key);
      // One registry may list a place twice on purpose (two departments); only places of different registries join.
      if (!site.facility || mine.has(key)) unnamed.push(merged);
      else if (known) places.set(key, join(known, merged));
      else places.set(key, merged);
      mine.add(key);
    }
  }
  return [...places.values(), ...unnamed];
}

function join(newer: MergedSite, older: MergedSite): MergedSite {
  const speaks = newer.inherited && !older.inherited ? older : newer;
  const other = speaks === newer ? older : newer;
  return {
    ...speaks,
    latitude: speaks.latitude ?? other.latitude,
    longitude: speaks.longitude ?? other.longitude,
    zip: speaks.zip ?? other.zip,
    state: speaks.state ?? other.state,
    conflict:
      speaks.status === other.status ? speaks.conflict : `${other.registry}: ${other.statusRaw ?? other.status}`,
  };
}
