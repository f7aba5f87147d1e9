import { Column, type ColumnOptions } from 'typeorm';
import { portable } from './dialect.js';

/** A JSON value; text on SQLite, `json` on PostgreSQL. Read back as an object on both. */
export const JsonColumn = (options: ColumnOptions = {}): PropertyDecorator => Column(portable('json', options));

/** A moment; `datetime` on SQLite, `timestamptz` on PostgreSQL. Read back as a Date on both. */
export const DateTimeColumn = (options: ColumnOptions = {}): PropertyDecorator => Column(portable('dateTime', options));

/** Bytes; `blob` on SQLite, `bytea` on PostgreSQL. Read back as a Buffer on both. */
export const BinaryColumn = (options: ColumnOptions = {}): PropertyDecorator => Column(portable('binary', options));
