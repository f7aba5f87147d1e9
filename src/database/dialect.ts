import { getMetadataArgsStorage, type ColumnOptions, type ColumnType } from 'typeorm';

/** The two databases that Eligo runs on. */
export type Dialect = 'sqlite' | 'postgres';

/** What an entity or a migration means by a column, whatever the database calls it. */
export type PortableType = 'json' | 'dateTime' | 'binary';

/**
 * `json` and not `jsonb` on PostgreSQL: it keeps the text as written, so an answer has the same bytes on both databases.
 */
const columnTypes: Record<PortableType, Record<Dialect, ColumnType>> = {
  json: { sqlite: 'simple-json', postgres: 'json' },
  dateTime: { sqlite: 'datetime', postgres: 'timestamptz' },
  binary: { sqlite: 'blob', postgres: 'bytea' },
};

/** The type as migrations write it; TypeORM keeps `simple-json` as text. */
export const columnTypeName = (type: PortableType, dialect: Dialect): string =>
  type === 'json' && dialect === 'sqlite' ? 'text' : String(columnTypes[type][dialect]);

const portableColumns: { options: ColumnOptions; type: PortableType }[] = [];

/** Notes a column whose type is chosen when the data source is made, since decorators run before any configuration is read. */
export function portable(type: PortableType, options: ColumnOptions): ColumnOptions {
  const noted: ColumnOptions = { ...options, type: columnTypes[type].sqlite };
  portableColumns.push({ options: noted, type });
  return noted;
}

/** Gives every portable column its type for one dialect. Data sources that are already initialized keep theirs. */
export function chooseDialect(dialect: Dialect): void {
  const chosen = new Map(portableColumns.map(({ options, type }) => [options, columnTypes[type][dialect]]));
  for (const column of getMetadataArgsStorage().columns) {
    const type = chosen.get(column.options);
    if (type) column.options.type = type;
  }
}
