import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalIssuer } from '../../src/identity/local-issuer.js';
import type { Role } from '../../src/identity/principal.js';

export interface TokenWish {
  subject?: string;
  roles?: readonly Role[];
  tenant?: string;
  patient?: string;
  scope?: string;
  audience?: string;
  lifetime?: number;
}

const folder = mkdtempSync(join(tmpdir(), 'eligo-keys-'));

/** Settings of a service that asks for tokens, with an issuer of its own. */
export const tokenEnv = { REQUIRE_TOKEN: 'true', LOCAL_ISSUER_KEY: join(folder, 'issuer.jwk') };

/** A token of the issuer of `tokenEnv`. */
export const tokenOf = ({ roles = [], audience = 'eligo', lifetime = 600, ...rest }: TokenWish): Promise<string> =>
  new LocalIssuer(tokenEnv.LOCAL_ISSUER_KEY, audience).mint({ subject: 'tester', roles, lifetime, ...rest });

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The same claims under `alg: none`. */
export function unsigned(token: string): string {
  const [, claims = ''] = token.split('.');
  return `${encode({ alg: 'none', typ: 'JWT' })}.${claims}.`;
}
