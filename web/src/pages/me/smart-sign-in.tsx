import { Alert, Button, Group, Loader, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { request } from '../../api/client.js';
import { SmartServersDocument } from '../../api/patient-mode-documents.js';
import { usePatientMessages } from '../../i18n/patient-mode/use-patient-messages.js';
import type { Bundle } from '../../patient-mode/own-words.js';
import { takeAnswer } from '../../smart/answer.js';
import type { SmartFailure } from '../../smart/smart-error.js';
import type { SmartServer } from '../../smart/smart-server.js';

type State = { at: 'rest' } | { at: 'work' } | { at: 'done'; missing: string[] } | { at: 'failed'; why: SmartFailure };

/** The code of signing in is loaded by those who sign in. */
const smart = () => import('../../smart/index.js');

/** Gets the record from the patient's hospital (SMART App Launch, standalone); shows nothing where none is set up. */
export function SmartSignIn({ onRecord }: { onRecord: (record: Bundle) => void }) {
  const t = usePatientMessages();
  const [state, setState] = useState<State>({ at: 'rest' });
  const servers = useQuery({
    queryKey: ['smart-servers'],
    queryFn: async () => (await request(SmartServersDocument, {})).smartServers,
  });
  const fail = async (error: unknown) => {
    const { SmartError } = await smart();
    setState({ at: 'failed', why: error instanceof SmartError ? error.failure : 'unreachable' });
  };
  useEffect(() => {
    const answer = takeAnswer();
    if (!answer) return;
    const receive = async () => {
      setState({ at: 'work' });
      const { finishLaunch, readRecord } = await smart();
      const { record, missing } = await readRecord(await finishLaunch(answer, sessionStorage));
      onRecord(record);
      setState({ at: 'done', missing });
    };
    receive().catch(fail);
    // The answer comes with the page and once only.
  }, []); // eslint-disable-line react-hooks/exhaustive-deps
  const begin = async (server: SmartServer) => {
    setState({ at: 'work' });
    const { beginLaunch } = await smart();
    window.location.assign(await beginLaunch(server, `${window.location.origin}/me`, sessionStorage));
  };
  if (!servers.data || servers.data.length === 0) return null;
  return (
    <Stack gap="xs">
      <Text>{t.smartHint}</Text>
      <Group>
        {servers.data.map((server) => (
          <Button
            key={server.baseUrl}
            variant="default"
            disabled={state.at === 'work'}
            onClick={() => void begin(server).catch(fail)}
          >
            {t.smartGo} {server.name}
          </Button>
        ))}
      </Group>
      {state.at === 'work' && (
        <Group role="status" gap="xs">
          <Loader size="sm" />
          <Text>{t.smartWork}</Text>
        </Group>
      )}
      {state.at === 'done' && state.missing.length > 0 && (
        <Alert color="gray" role="status">
          {t.smartMissing} {state.missing.join(', ')}
        </Alert>
      )}
      {state.at === 'failed' && (
        <Alert color="red" role="alert" title={t.smartFailed}>
          {t.smartFailures[state.why]}
        </Alert>
      )}
    </Stack>
  );
}
