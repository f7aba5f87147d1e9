import axios from 'axios';
import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';

const TIMEOUT_MS = 3000;
/** A key id that is not known makes the set be fetched anew, but not more often than this. */
const COOLDOWN_MS = 30_000;
const MAX_AGE_MS = 600_000;

const metadata = z.looseObject({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) });

/** The address of the key set, from the issuer's own metadata (OpenID Connect Discovery 1.0, section 4). */
async function discover(issuer: string): Promise<URL> {
  const { data } = await axios.get<unknown>(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    timeout: TIMEOUT_MS,
    maxRedirects: 0,
    maxContentLength: 256 * 1024,
    proxy: false,
  });
  const found = metadata.parse(data);
  if (found.issuer !== issuer) throw new Error('the metadata is of another issuer');
  return new URL(found.jwks_uri);
}

/** Keys of an issuer, fetched when first needed and again when a token names one that is new. */
export function issuerKeys(issuer: string, jwksUrl?: string, cooldown = COOLDOWN_MS): JWTVerifyGetKey {
  let keys: Promise<JWTVerifyGetKey> | undefined;
  const load = async (): Promise<JWTVerifyGetKey> =>
    createRemoteJWKSet(jwksUrl === undefined ? await discover(issuer) : new URL(jwksUrl), {
      timeoutDuration: TIMEOUT_MS,
      cooldownDuration: cooldown,
      cacheMaxAge: MAX_AGE_MS,
    });
  return async (header, token) => {
    keys ??= load().catch((error: unknown) => {
      keys = undefined;
      throw error;
    });
    return (await keys)(header, token);
  };
}
