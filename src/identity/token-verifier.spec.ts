import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, type JWK, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { issuerKeys } from './issuer-keys.js';
import { TokenVerifier } from './token-verifier.js';

const claims = { roles: 'realm_access.roles', tenant: 'tenant', patient: 'patient' };
type PrivateKey = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

/** An issuer with keys that can be changed, which counts how often it is asked for them. */
describe('tokens of an issuer', () => {
  let server: Server;
  let issuer: string;
  let published: JWK[] = [];
  let asked = 0;
  let named: string | undefined;
  const keys = new Map<string, { privateKey: PrivateKey; publicJwk: JWK; pem: string }>();

  beforeAll(async () => {
    for (const kid of ['one', 'two', 'stranger']) {
      const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
      const publicJwk = { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' };
      keys.set(kid, { privateKey, publicJwk, pem: await exportSPKI(publicKey) });
    }
    server = createServer((request, response) => {
      response.setHeader('content-type', 'application/json');
      if (request.url === '/keys') {
        asked += 1;
        response.end(JSON.stringify({ keys: published }));
      } else response.end(JSON.stringify({ issuer: named ?? issuer, jwks_uri: `${issuer}/keys` }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    published = [keys.get('one')!.publicJwk];
    asked = 0;
    named = undefined;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const verifier = (cooldown?: number) =>
    new TokenVerifier(issuerKeys(issuer, undefined, cooldown), { issuer, audience: 'eligo', claims });
  const token = (kid: string, change: { iss?: string; aud?: string; exp?: number; sub?: string } = {}) => {
    const { privateKey } = keys.get(kid)!;
    return new SignJWT({ realm_access: { roles: ['coordinator', 'cook'] }, tenant: 'north' })
      .setProtectedHeader({ alg: 'RS256', kid })
      .setIssuer(change.iss ?? issuer)
      .setAudience(change.aud ?? 'eligo')
      .setSubject(change.sub ?? 'anna')
      .setExpirationTime(change.exp ?? Math.floor(Date.now() / 1000) + 60)
      .sign(privateKey);
  };

  it('gives the principal that the claims name, and only roles that there are', async () => {
    expect(await verifier().verify(await token('one'))).toMatchObject({
      principal: { subject: 'anna', roles: ['coordinator'], tenant: 'north', purpose: 'CLINTRCH' },
    });
  });

  it.each([
    ['expired', { exp: 1000 }],
    ['audience', { aud: 'another' }],
    ['issuer', { iss: 'https://issuer.example' }],
    ['malformed', { sub: '' }],
  ])('refuses a token for its %s', async (failure, change) => {
    expect(await verifier().verify(await token('one', change))).toEqual({ failure });
  });

  it('takes a key that was added, and refuses one that was withdrawn', async () => {
    const checking = verifier(0);
    expect(await checking.verify(await token('two'))).toEqual({ failure: 'signature' });
    published = [keys.get('two')!.publicJwk];
    expect(await checking.verify(await token('two'))).toHaveProperty('principal');
    expect(await checking.verify(await token('one'))).toEqual({ failure: 'signature' });
  });

  it('does not ask the issuer for each token with an unknown key', async () => {
    const checking = verifier();
    await checking.verify(await token('one'));
    for (let i = 0; i < 20; i++) await checking.verify(await token('stranger'));
    expect(asked).toBeLessThanOrEqual(2);
  });

  it('refuses a token whose shared secret is the public key', async () => {
    const { pem } = keys.get('one')!;
    const forged = await new SignJWT({ realm_access: { roles: ['admin'] } })
      .setProtectedHeader({ alg: 'HS256', kid: 'one' })
      .setIssuer(issuer)
      .setAudience('eligo')
      .setSubject('mallory')
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode(pem));
    expect(await verifier().verify(forged)).not.toHaveProperty('principal');
  });

  it('refuses metadata of another issuer, and tells an issuer that does not answer from a bad token', async () => {
    named = 'https://issuer.example';
    expect(await verifier().verify(await token('one'))).toEqual({ failure: 'unavailable' });
    const gone = new TokenVerifier(issuerKeys('http://127.0.0.1:9'), {
      issuer: 'http://127.0.0.1:9',
      audience: 'eligo',
      claims,
    });
    expect(await gone.verify(await token('one'))).toEqual({ failure: 'unavailable' });
  });
});
