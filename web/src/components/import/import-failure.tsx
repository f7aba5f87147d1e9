import { Alert } from '@mantine/core';
import { useMessages } from '../../i18n/use-messages.js';

/** Why a record could not be had. */
export function ImportFailure({ error }: { error: Error | null }) {
  const t = useMessages();
  if (!error) return null;
  return (
    <Alert color="red" title={t.importFailed} role="alert">
      {error.message}
    </Alert>
  );
}
