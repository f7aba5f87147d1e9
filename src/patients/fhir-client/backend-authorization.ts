import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT, type JWK } from 'jose';
import { FhirError } from './fhir-error.js';
import type { FhirHttp } from './fhir-http.js';
import type { FhirServer } from './fhir-server.js';

interface Token {
  value: string;
  /** Milliseconds since 1970 until which it is used. */
  until: number;
}

const ALGORITHMS = new Set(['RS384', 'ES384']);
const ASSERTION_SECONDS = 240;
/** A token is renewed this long before it ends. */
const MARGIN_MS = 30_000;

/**
 * Access tokens by SMART Backend Services (HL7 SMART App Launch 2.2, "Backend Services"): discovery through
 * `.well-known/smart-configuration`, a client assertion signed with our private key, kept until shortly before it ends.
 */
export class BackendAuthorization {
  private token: Token | undefined;
  private pending: Promise<Token> | undefined;

  constructor(
    private readonly server: FhirServer,
    private readonly base: URL,
    private readonly http: FhirHttp,
  ) {}

  /** The header for a request to the server's own origin. Throws `authorizationFailed`. */
  async header(deadline: AbortSignal): Promise<Record<string, string>> {
    const { authorization } = this.server;
    if (authorization.kind === 'none') return {};
    if (authorization.kind === 'bearer') return { Authorization: `Bearer ${authorization.token}` };
    if (!this.token || this.token.until <= Date.now()) {
      this.pending ??= this.requestToken(deadline).finally(() => (this.pending = undefined));
      this.token = await this.pending;
    }
    return { Authorization: `Bearer ${this.token.value}` };
  }

  /** Called when the server refused the token: the next request gets a new one. */
  forget(): void {
    this.token = undefined;
  }

  private async requestToken(deadline: AbortSignal): Promise<Token> {
    const { authorization } = this.server;
    if (authorization.kind !== 'backend') throw new FhirError('authorizationFailed', 'no client is configured');
    const endpoint = await this.tokenEndpoint(deadline, authorization.origins ?? []);
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      scope: authorization.scope ?? 'system/*.rs',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await this.assertion(authorization.clientId, authorization.privateKey, endpoint),
    });
    const { json } = await this.http
      .json(
        {
          method: 'POST',
          url: endpoint,
          within: new URL('/', endpoint),
          allowPrivateAddress: this.server.allowPrivateAddress ?? false,
          form,
        },
        deadline,
      )
      .catch((cause: unknown) => {
        throw new FhirError('authorizationFailed', 'the token endpoint gave no token', { cause });
      });
    const { access_token: value, expires_in: seconds, token_type: type } = json as Record<string, unknown>;
    if (typeof value !== 'string' || value === '' || typeof type !== 'string' || type.toLowerCase() !== 'bearer')
      throw new FhirError('authorizationFailed', 'the token endpoint answered without a bearer token');
    const lifetime = typeof seconds === 'number' && seconds > 0 ? seconds * 1000 : 300_000;
    return { value, until: Date.now() + Math.max(0, lifetime - MARGIN_MS) };
  }

  private async tokenEndpoint(deadline: AbortSignal, origins: readonly string[]): Promise<URL> {
    const url = new URL('.well-known/smart-configuration', this.base);
    const { json } = await this.http.json(
      { url, within: this.base, allowPrivateAddress: this.server.allowPrivateAddress ?? false },
      deadline,
    );
    const endpoint = (json as Record<string, unknown>)['token_endpoint'];
    if (typeof endpoint !== 'string' || !URL.canParse(endpoint))
      throw new FhirError('authorizationFailed', 'the SMART configuration names no token endpoint');
    const found = new URL(endpoint);
    const allowed = [this.base.origin, ...origins.map((origin) => new URL(origin).origin)];
    if (!allowed.includes(found.origin))
      throw new FhirError('authorizationFailed', 'the token endpoint lies on an origin that is not allowed');
    return found;
  }

  private async assertion(clientId: string, privateKey: Record<string, unknown>, endpoint: URL): Promise<string> {
    const jwk = privateKey as JWK;
    const algorithm = jwk.alg ?? (jwk.kty === 'EC' ? 'ES384' : 'RS384');
    if (!ALGORITHMS.has(algorithm))
      throw new FhirError('authorizationFailed', `the key's algorithm ${algorithm} is not one of RS384, ES384`);
    const key = await importJWK(jwk, algorithm);
    return new SignJWT({})
      .setProtectedHeader({ alg: algorithm, typ: 'JWT', ...(jwk.kid !== undefined && { kid: jwk.kid }) })
      .setIssuer(clientId)
      .setSubject(clientId)
      .setAudience(endpoint.href)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime(`${ASSERTION_SECONDS}s`)
      .sign(key);
  }
}
