import { badInput } from '../errors/graphql-errors.js';

/** Opaque cursors over stable keys: a page starts after the item with that key. */
export const encodeCursor = (key: string): string => Buffer.from(key, 'utf8').toString('base64url');

export function decodeCursor(cursor: string): string {
  const key = Buffer.from(cursor, 'base64url').toString('utf8');
  if (key === '' || encodeCursor(key) !== cursor) throw badInput('after: not a cursor of this list');
  return key;
}

/** What is told where the item before a page is gone. */
export const LIST_CHANGED = 'after: the list has changed; start again from its beginning';

/** `first` items after the cursor, out of a whole ordered list. */
export function slice<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  first: number,
  after?: string | null,
): { edges: { node: T; cursor: string }[]; hasNextPage: boolean } {
  let start = 0;
  if (after) {
    const key = decodeCursor(after);
    const at = items.findIndex((item) => keyOf(item) === key);
    if (at < 0) throw badInput(LIST_CHANGED);
    start = at + 1;
  }
  const part = items.slice(start, start + first);
  return {
    edges: part.map((node) => ({ node, cursor: encodeCursor(keyOf(node)) })),
    hasNextPage: start + first < items.length,
  };
}

/** The longest page of any list. */
export const MAX_PAGE = 200;

export function pageSize(first: number): number {
  if (!Number.isInteger(first) || first < 1 || first > MAX_PAGE) throw badInput(`first: between 1 and ${MAX_PAGE}`);
  return first;
}
