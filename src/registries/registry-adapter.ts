import type { Phase, RegistryName, TrialStatus } from '../trials/trial-record.port.js';

/** What to fetch. A registry that cannot express a part of it refuses it: an ignored filter would lie about the result. */
export interface RegistryQuery {
  /** Condition in words; registries search it loosely, so it only ever narrows what is fetched, never what matches. */
  condition?: string;
  /** Any words. */
  term?: string;
  intervention?: string;
  statuses?: TrialStatus[];
  phases?: Phase[];
  studyType?: 'INTERVENTIONAL' | 'OBSERVATIONAL';
  countries?: string[];
  near?: { latitude: number; longitude: number; miles: number };
  /** A patient's age in years; trials without a limit stay in. */
  age?: number;
  /** NCI Thesaurus codes of diseases. */
  diseases?: string[];
}

export interface RecordPage {
  records: unknown[];
  /** Of the whole query, where the registry says. */
  total?: number;
}

export interface ListedRecord {
  id: string;
  /** YYYY-MM-DD */
  updated?: string;
}

/** What became of a record that is no longer found. */
export type Fate = { fate: 'removed' } | { fate: 'merged'; into?: string } | { fate: 'present'; record: unknown };

/** One registry, whatever its interface. */
export interface RegistryAdapter {
  readonly name: RegistryName;
  /** Which state of its data the registry serves now; undefined where it does not say. */
  dataTimestamp(): Promise<string | undefined>;
  /** Whole records, page by page. With `since` (YYYY-MM-DD) only those changed on or after that day, whatever their status. */
  pages(query: RegistryQuery, since?: string): AsyncIterable<RecordPage>;
  /**
   * How the registry is kept up with: `changes`: it can be asked for what changed since a day; `pages`: whole records are
   * read each time; `list`: numbers and dates are read, then the records that differ.
   */
  readonly strategy: 'changes' | 'pages' | 'list';
  /** Oncology, recruiting or about to, as this registry can be asked for it. */
  readonly defaultQuery: RegistryQuery;
  /** Numbers and dates of everything in the query, for finding silent changes and removals. */
  list(query: RegistryQuery): AsyncIterable<ListedRecord[]>;
  /** Whole records by number; those that do not exist are left out. */
  fetch(ids: readonly string[]): Promise<unknown[]>;
  fateOf(id: string): Promise<Fate>;
}

/** A filter that a registry has no way to express. */
export class UnsupportedFilterError extends Error {
  override readonly name = 'UnsupportedFilterError';

  constructor(
    readonly registry: RegistryName,
    readonly filter: string,
  ) {
    super(`${registry} cannot be asked for ${filter}`);
  }
}

/** Refuses every filter of the query that is set and not in `supported`. */
export function refuseOthers(
  registry: RegistryName,
  query: RegistryQuery,
  supported: readonly (keyof RegistryQuery)[],
): void {
  for (const [filter, value] of Object.entries(query)) {
    if (value !== undefined && !supported.includes(filter as keyof RegistryQuery))
      throw new UnsupportedFilterError(registry, filter);
  }
}

/** Recruiting or about to. */
export const openStatuses: readonly TrialStatus[] = ['RECRUITING', 'ENROLLING_BY_INVITATION', 'NOT_YET_RECRUITING'];
