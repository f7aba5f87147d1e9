/** The cursor of the page after this one; null behind the last. */
export const cursorAfter = ({ hasNextPage, endCursor }: { hasNextPage: boolean; endCursor?: string | null }) =>
  hasNextPage ? (endCursor ?? null) : null;
