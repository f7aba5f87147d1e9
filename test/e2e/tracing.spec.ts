import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { startTracing } from '../../src/observability/tracing.js';
import { startService } from '../support/service.js';

const CANARY = 'canary-mrn-4711';

it('sends a span for each request to the collector, with the caller as its parent and nothing of a patient', async () => {
  let received = '';
  const collector = createServer((request, response) => {
    request.on('data', (chunk: Buffer) => (received += chunk.toString('utf8')));
    request.on('end', () => response.setHeader('content-type', 'application/json').end('{}'));
  }).listen(0, '127.0.0.1');
  await once(collector, 'listening');
  const { port } = collector.address() as AddressInfo;
  const stop = await startTracing(`http://127.0.0.1:${port}`);
  const service = await startService({ seeded: false });
  try {
    const parent = '0af7651916cd43dd8448eb211c80319c';
    await service.http
      .post('/graphql')
      .set('traceparent', `00-${parent}-b7ad6b7169203331-01`)
      .send({ query: `query ${CANARY.replaceAll('-', '_')} { patient(id: "${CANARY}") { id } }` });
    await service.http.get(`/fhir/Patient/${CANARY}`);
    await service.http.get(`/patients/${CANARY}`);
    await stop();
    const spans = JSON.stringify(JSON.parse(received.slice(0, received.lastIndexOf('}') + 1)));
    for (const name of ['POST /graphql', 'GET /fhir', 'GET /page']) expect(spans).toContain(`"name":"${name}"`);
    expect(spans).toContain(parent);
    expect(spans).toMatch(/"http.response.status_code"/);
    expect(spans).not.toMatch(/canary|4711/);
  } finally {
    await service.close();
    collector.close();
  }
});
