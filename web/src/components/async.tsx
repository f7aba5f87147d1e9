import { Alert, Button, Group, Loader, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useMessages } from '../i18n/use-messages.js';

/** Shows what a query gives, that it is on its way, or why it failed. */
export function Async<T>({ query, children }: { query: UseQueryResult<T>; children: (data: T) => ReactNode }) {
  const t = useMessages();
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError) {
    return (
      <Alert color="red" title={t.failed} role="alert">
        <Text mb="sm">{query.error.message}</Text>
        <Button variant="default" onClick={() => void query.refetch()}>
          {t.retry}
        </Button>
      </Alert>
    );
  }
  return (
    <Group role="status">
      <Loader size="sm" />
      <Text>{t.loading}</Text>
    </Group>
  );
}
