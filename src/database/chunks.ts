/** Pieces of at most `size`: SQLite takes 32,766 parameters in one statement, PostgreSQL 65,535. */
export function chunks<T>(items: readonly T[], size: number): T[][] {
  const pieces: T[][] = [];
  for (let start = 0; start < items.length; start += size) pieces.push(items.slice(start, start + size));
  return pieces;
}
