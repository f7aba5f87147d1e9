import { type QueryRunner, Table, type TableColumnOptions, TableIndex } from 'typeorm';
import { columnTypeName, type Dialect, type PortableType } from './dialect.js';

export const dialectOfRunner = (runner: QueryRunner): Dialect =>
  runner.connection.options.type === 'postgres' ? 'postgres' : 'sqlite';

type ColumnKind = 'text' | 'integer' | 'real' | 'boolean' | PortableType;

export interface ColumnSketch {
  kind: ColumnKind;
  primary?: true;
  nullable?: true;
  unique?: true;
}

const databaseType = (kind: ColumnKind, dialect: Dialect): string => {
  switch (kind) {
    case 'text':
      return 'text';
    case 'integer':
      return 'integer';
    case 'real':
      return 'double precision';
    case 'boolean':
      return 'boolean';
    case 'json':
    case 'dateTime':
    case 'binary':
      return columnTypeName(kind, dialect);
  }
};

/** Columns of a table in the words of the runner's dialect. */
export function columns(runner: QueryRunner, sketch: Record<string, ColumnSketch>): TableColumnOptions[] {
  const dialect = dialectOfRunner(runner);
  return Object.entries(sketch).map(([name, { kind, primary, nullable, unique }]) => ({
    name,
    type: databaseType(kind, dialect),
    isPrimary: primary ?? false,
    isNullable: nullable ?? false,
    isUnique: unique ?? false,
  }));
}

export interface TableSketch {
  columns: Record<string, ColumnSketch>;
  /** Index name -> columns. */
  indices?: Record<string, { columns: string[]; unique?: true }>;
}

/** Creates a table through TypeORM's Table API, the same on both databases. */
export async function createTable(runner: QueryRunner, name: string, sketch: TableSketch): Promise<void> {
  const table = new Table({
    name,
    columns: columns(runner, sketch.columns),
    indices: Object.entries(sketch.indices ?? {}).map(
      ([indexName, { columns: columnNames, unique }]) =>
        new TableIndex({ name: indexName, columnNames, isUnique: unique ?? false }),
    ),
  });
  await runner.createTable(table, true);
}
