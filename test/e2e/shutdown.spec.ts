import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { startService } from '../support/service.js';

it('finishes what is in flight when it is told to stop, and takes nothing new', async () => {
  const service = await startService({ seeded: false });
  const [hostname, port] = service.host.split(':');
  const body = JSON.stringify({ query: '{ trials { totalCount } }' });
  const headers = { 'content-type': 'application/json', 'content-length': body.length };
  const open: ClientRequest = request({ hostname, port, path: '/graphql', method: 'POST', headers });
  const answered = new Promise<IncomingMessage>((resolve, reject) =>
    open.once('response', resolve).once('error', reject),
  );
  await new Promise<void>((resolve) => open.write(body.slice(0, 10), () => resolve()));
  // The service has taken the request once it answers one that came later.
  expect((await service.http.get('/health/live')).status).toBe(200);
  const closing = service.close();
  open.end(body.slice(10));
  const answer = await answered;
  let text = '';
  for await (const chunk of answer) text += String(chunk);
  expect({ status: answer.statusCode, text: text.trim() }).toEqual({
    status: 200,
    text: '{"data":{"trials":{"totalCount":0}}}',
  });
  await closing;
  await expect(fetch(`http://${service.host}/health/live`)).rejects.toThrow();
});
