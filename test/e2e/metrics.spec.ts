import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningService, startService } from '../support/service.js';

let service: RunningService;
beforeAll(async () => {
  service = await startService({ seeded: false });
});
afterAll(() => service.close());

it('counts answers by route template, never by URL', async () => {
  await service.query('{ patients { totalCount } }');
  await service.http.get('/patients/some-secret-id');
  const { text } = await service.http.get('/metrics');
  expect(text).toMatch(/eligo_http_requests_total\{route="\/graphql",method="POST",status="2xx"\} \d+/);
  expect(text).not.toContain('some-secret-id');
});
