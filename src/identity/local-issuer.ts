import { exportJWK, generateKeyPair, importJWK, type JWK, type JWTVerifyGetKey, SignJWT } from 'jose';
import { makePrivate, readPrivate } from '../keyring/private-file.js';

/** The issuer of tokens that `eligo token` mints for work on one machine. */
export const LOCAL_ISSUER = 'urn:eligo:local';

const ALGORITHM = 'EdDSA';

/** What a local token says; the names are those that Eligo reads by default. */
export interface LocalClaims {
  subject: string;
  roles: readonly string[];
  tenant?: string;
  patient?: string;
  scope?: string;
  /** Seconds from now. */
  lifetime: number;
}

/** The development issuer: one key in a file that only its owner may read, made when it is first needed. */
export class LocalIssuer {
  constructor(
    private readonly keyFile: string,
    private readonly audience: string,
  ) {}

  private async key(): Promise<JWK> {
    const kept = readPrivate(this.keyFile);
    if (kept !== undefined) return JSON.parse(kept) as JWK;
    const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
    const jwk = { ...(await exportJWK(privateKey)), alg: ALGORITHM };
    return JSON.parse(makePrivate(this.keyFile, JSON.stringify(jwk))) as JWK;
  }

  /** The public key, read anew for each token so that a token of another process's first key counts at once. */
  readonly keys: JWTVerifyGetKey = async () => {
    const { d: _secret, ...publicKey } = await this.key();
    return importJWK(publicKey, ALGORITHM);
  };

  async mint({ subject, roles, tenant, patient, scope, lifetime }: LocalClaims): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({ roles, tenant, patient, scope })
      .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
      .setIssuer(LOCAL_ISSUER)
      .setAudience(this.audience)
      .setSubject(subject)
      .setIssuedAt(now)
      .setExpirationTime(now + lifetime)
      .sign(await importJWK(await this.key(), ALGORITHM));
  }
}
