import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningService, startService } from '../support/service.js';

const nested = (depth: number): string =>
  `{ ${'__schema { types { fields { type '.repeat(0)}${'a { '.repeat(depth)}b${' }'.repeat(depth)} }`;

describe('limits of one operation', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await startService({ seeded: false });
  });
  afterAll(() => service.close());

  const refused = async (query: string) => {
    const { status, errors } = await service.query(query);
    return { status, code: errors?.[0]?.extensions.code, message: errors?.[0]?.message ?? '' };
  };

  it.each([
    ['101 aliases of __typename', `{ ${Array.from({ length: 101 }, (_, i) => `a${i}: __typename`).join(' ')} }`],
    ['six directives', '{ patients @a @b @c @d @e @f { totalCount } }'],
    ['more than 2,000 tokens', `{ patients { ${'totalCount '.repeat(2100)} } }`],
    ['deep nesting', nested(14)],
  ])('%s are refused as a client error with a stable code', async (_name, query) => {
    const { status, code, message } = await refused(query);
    expect({ status, code }).toEqual({ status: 400, code: 'TOO_COMPLEX' });
    expect(message).not.toMatch(/did you mean/i);
  });

  it('batches, GET queries without preflight and url-encoded forms are refused', async () => {
    const batch = await service.http.post('/graphql').send([{ query: '{ __typename }' }, { query: '{ __typename }' }]);
    expect(batch.status).toBe(400);
    const get = await service.http.get('/graphql').query({ query: '{ __typename }' });
    expect(get.status).toBe(400);
    const form = await service.http.post('/graphql').type('form').send({ query: '{ __typename }' });
    expect(form.status).toBe(400);
  });

  it('does not tell field names by suggestion', async () => {
    const { message } = await refused('{ patientz { totalCount } }');
    expect(message).not.toMatch(/did you mean/i);
  });

  it('counts answers by route template, never by URL', async () => {
    await service.query('{ patients { totalCount } }');
    await service.http.get('/patients/some-secret-id');
    const { text } = await service.http.get('/metrics');
    expect(text).toMatch(/eligo_http_requests_total\{route="\/graphql",method="POST",status="2xx"\} \d+/);
    expect(text).not.toContain('some-secret-id');
  });

  it('hides what it runs on and sends the headers of a careful server', async () => {
    const { headers } = await service.http.get('/health/live');
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).not.toContain("script-src 'unsafe-inline'");
  });
});
