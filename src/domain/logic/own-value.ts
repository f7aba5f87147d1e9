/**
 * What a table says of a name that came from outside, such as a code of a record. A plain index would answer `constructor`
 * and `__proto__` with what every object inherits.
 */
export const ownValue = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
