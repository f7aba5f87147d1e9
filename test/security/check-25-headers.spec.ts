import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routeMatrix } from '../../src/api/auth/route-matrix.js';
import { controllers } from '../../src/api/controllers.js';
import { type RunningService, startService } from '../support/service.js';

describe('check 25: headers', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await startService({ seeded: false });
  });
  afterAll(() => service.close());

  const ask = (route: string) => {
    const [method = '', path = ''] = route.split(' ');
    return method === 'GET' ? service.http.get(path) : service.http.post(path).send({});
  };
  const routes = [
    'POST /graphql',
    'GET /graphql',
    'POST /graphql/nonsense',
    ...routeMatrix(controllers).map(({ field }) => field),
  ];

  it.each(routes)('%s hides what it runs on, is careful, and is kept by nobody', async (route) => {
    const { headers } = await ask(route);
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers['content-security-policy']).not.toContain("script-src 'unsafe-inline'");
    expect(headers['cache-control']).toContain('no-store');
    expect(headers['strict-transport-security']).toBeUndefined();
  });

  it('behind TLS, answers carry HSTS and the client is the one that the proxy names', async () => {
    const behind = await startService({ seeded: false, env: { BEHIND_TLS_PROXY: 'true', READS_PER_MINUTE: '1' } });
    try {
      const from = (address: string) =>
        behind.http
          .post('/graphql')
          .set('x-forwarded-for', address)
          .set('x-forwarded-proto', 'https')
          .send({ query: '{ __typename }' });
      const { headers } = await from('192.0.2.1');
      expect(headers['strict-transport-security']).toBe('max-age=63072000; includeSubDomains');
      expect((await from('192.0.2.1')).status).toBe(429);
      expect((await from('192.0.2.2')).status).not.toBe(429);
      expect((await from('2001:db8:0:1::1')).status).not.toBe(429);
      expect((await from('2001:db8:0:1::2')).status).toBe(429);
    } finally {
      await behind.close();
    }
  });
});
