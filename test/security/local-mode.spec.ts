import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config/app-config.js';
import { eligo } from '../support/run-cli.js';
import { type RunningService, startService } from '../support/service.js';

/** Without an issuer, whoever works on the machine needs no token; nobody else gets in by that door. */
describe('a service without an issuer', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await startService({ seeded: false });
  });
  afterAll(() => service.close());

  const ask = async (headers: Record<string, string>) =>
    (await service.http.post('/graphql').set(headers).send({ query: '{ patients { totalCount } }' })).status;

  it('serves this machine without a token', async () => {
    expect(await ask({ host: 'localhost:3000' })).toBe(200);
    expect(await ask({ host: '127.0.0.1:3000', origin: 'http://127.0.0.1:3000' })).toBe(200);
  });

  it.each([
    ['a name of the internet that leads here', { host: 'rebound.example:3000' }],
    ['a name that only begins like ours', { host: 'localhost.example' }],
    ['the page of somebody else', { host: 'localhost:3000', origin: 'https://evil.example' }],
    ['a page in a sandbox', { host: 'localhost:3000', origin: 'null' }],
    ['a proxy', { host: 'localhost:3000', 'x-forwarded-for': '203.0.113.9' }],
    ['a bad token', { host: 'localhost:3000', authorization: 'Bearer a.b.c' }],
  ])('does not serve %s', async (_name, headers) => {
    expect(await ask(headers)).toBe(401);
  });

  it('does not start open on another address', async () => {
    const { code, stderr } = await eligo(['serve', '--host', '0.0.0.0']);
    expect(code).toBe(2);
    expect(stderr).toContain('OIDC_ISSUER');
  });

  it('is closed once an issuer is configured or tokens are required', () => {
    expect(parseConfig({}).identity.open).toBe(true);
    expect(parseConfig({ OIDC_ISSUER: 'https://issuer.example' }).identity.open).toBe(false);
    expect(parseConfig({ REQUIRE_TOKEN: 'true' }).identity.open).toBe(false);
  });

  it('mints tokens for one role, and says which roles there are', async () => {
    const { code, stdout } = await eligo(['token', '--role', 'patient', '--patient', 'p1']);
    expect(code).toBe(0);
    expect(stdout.trim().split('.')).toHaveLength(3);
    expect((await eligo(['token', '--role', 'king'])).stderr).toContain('coordinator, patient, portal, admin');
  });
});
