import { QueryClient } from '@tanstack/react-query';

/** What was asked of the service, for all pages: a route may ask before its page has been loaded. */
export const queries = new QueryClient({ defaultOptions: { queries: { staleTime: 30_000, retry: 1 } } });
