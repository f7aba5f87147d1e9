import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { FhirTestServer } from './fhir-server.js';

/** How the server misbehaves; each is one way in which a wrong or hostile one does. */
export type SmartFault =
  | 'noPkce'
  | 'noConfiguration'
  | 'foreignTokenEndpoint'
  | 'lookalikeTokenEndpoint'
  | 'denies'
  | 'otherState'
  | 'otherIss'
  | 'noIss'
  | 'algNone'
  | 'sharedSecret'
  | 'foreignKey'
  | 'otherAudience'
  | 'otherIssuer'
  | 'otherNonce'
  | 'noIdToken'
  | 'expiredIdToken'
  | 'noPatient'
  | 'noAccessToken'
  | 'redirectsToken';

interface Code {
  challenge: string;
  nonce: string;
  redirectUri: string;
  clientId: string;
  scope: string;
  aud: string;
}

/** Its own: tests watch the one of the client. */
const { fetch: unwatched } = globalThis;
const TOKEN = 'token-of-the-patient';
export const CLIENT = 'eligo-web';

/** A FHIR server with SMART App Launch for tests: signs everybody in at once, checks PKCE, and misbehaves on demand. */
export class SmartTestServer {
  fault: SmartFault | undefined;
  /** Parameters of each authorization request. */
  readonly authorizations: Record<string, string>[] = [];
  /** Requests that came where no honest client sends any: their paths and authorization. */
  readonly strays: { url: string; authorization: string | undefined }[] = [];
  tokenRequests = 0;
  private readonly codes = new Map<string, Code>();

  private constructor(
    private readonly server: Server,
    private readonly fhir: FhirTestServer,
    private readonly patient: string,
    private readonly keys: Awaited<ReturnType<typeof generateKeyPair>>,
    private readonly foreign: Awaited<ReturnType<typeof generateKeyPair>>,
  ) {}

  static async start(record: { resource: { resourceType: string; id?: string } }[]): Promise<SmartTestServer> {
    const server = createServer();
    const fhir = await FhirTestServer.start({ records: [record], everything: true, token: TOKEN, pageSize: 50 });
    const patient = record.find(({ resource }) => resource.resourceType === 'Patient')?.resource.id ?? '';
    const pairs = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
    const instance = new SmartTestServer(server, fhir, patient, ...pairs);
    server.on('request', (request, response) => void instance.answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return instance;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get baseUrl(): string {
    return `${this.origin}/fhir`;
  }

  async close(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
    await this.fhir.stop();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.origin);
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', 'authorization, accept');
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    if (url.pathname === '/fhir/.well-known/smart-configuration') return this.configuration(response);
    if (url.pathname === '/authorize') return this.authorize(url, response);
    if (url.pathname === '/token') return this.token(await bodyOf(request), response);
    if (url.pathname === '/jwks') return json(response, { keys: [{ ...(await exportJWK(this.keys.publicKey)), kid: 'k', alg: 'RS256' }] }); // prettier-ignore
    if (url.pathname.startsWith('/fhir/')) return this.forward(url, request, response);
    this.strays.push({ url: url.pathname, authorization: request.headers.authorization });
    response.writeHead(404).end();
  }

  private configuration(response: ServerResponse): void {
    if (this.fault === 'noConfiguration') return void response.writeHead(404).end();
    const port = new URL(this.origin).port;
    const token = {
      foreignTokenEndpoint: `http://localhost:${port}/token`,
      lookalikeTokenEndpoint: `http://127.0.0.1.evil.example:${port}/token`,
    }[this.fault as string];
    json(response, {
      issuer: this.origin,
      authorization_endpoint: `${this.origin}/authorize`,
      token_endpoint: token ?? `${this.origin}/token`,
      jwks_uri: `${this.origin}/jwks`,
      code_challenge_methods_supported: this.fault === 'noPkce' ? ['plain'] : ['S256'],
      authorization_response_iss_parameter_supported: true,
      capabilities: ['launch-standalone', 'client-public', 'sso-openid-connect', 'context-standalone-patient'],
    });
  }

  private authorize({ searchParams }: URL, response: ServerResponse): void {
    const asked = Object.fromEntries(searchParams);
    this.authorizations.push(asked);
    const code = randomUUID();
    this.codes.set(code, {
      challenge: asked['code_challenge'] ?? '',
      nonce: asked['nonce'] ?? '',
      redirectUri: asked['redirect_uri'] ?? '',
      clientId: asked['client_id'] ?? '',
      scope: asked['scope'] ?? '',
      aud: asked['aud'] ?? '',
    });
    const back = new URL(asked['redirect_uri'] ?? '');
    back.searchParams.set('state', this.fault === 'otherState' ? 'another-state' : (asked['state'] ?? ''));
    if (this.fault !== 'noIss') back.searchParams.set('iss', this.fault === 'otherIss' ? 'https://other.example' : this.origin); // prettier-ignore
    if (this.fault === 'denies') back.searchParams.set('error', 'access_denied');
    else back.searchParams.set('code', code);
    response.writeHead(302, { location: back.href }).end();
  }

  /** Answers as RFC 6749 and RFC 7636 ask: each code once, for its client, its address and its verifier. */
  private async token(body: URLSearchParams, response: ServerResponse): Promise<void> {
    this.tokenRequests += 1;
    if (this.fault === 'redirectsToken') return void response.writeHead(307, { location: `${this.origin}/elsewhere` }).end(); // prettier-ignore
    const code = this.codes.get(body.get('code') ?? '');
    this.codes.delete(body.get('code') ?? '');
    const challenge = createHash('sha256').update(body.get('code_verifier') ?? '').digest('base64url'); // prettier-ignore
    const isGood =
      code !== undefined &&
      code.challenge === challenge &&
      code.clientId === body.get('client_id') &&
      code.redirectUri === body.get('redirect_uri') &&
      code.aud === this.baseUrl &&
      body.get('client_secret') === null;
    if (!isGood) return json(response, { error: 'invalid_grant' }, 400);
    json(response, {
      ...(this.fault !== 'noAccessToken' && { access_token: TOKEN }),
      token_type: 'Bearer',
      expires_in: 300,
      scope: code.scope,
      ...(this.fault !== 'noPatient' && { patient: this.patient }),
      ...(this.fault !== 'noIdToken' && { id_token: await this.idToken(code) }),
    });
  }

  private async idToken({ nonce, clientId }: Code): Promise<string> {
    const claims = { nonce: this.fault === 'otherNonce' ? 'another-nonce' : nonce };
    const issuer = this.fault === 'otherIssuer' ? 'https://other.example' : this.origin;
    const audience = this.fault === 'otherAudience' ? 'another-client' : clientId;
    const expires = this.fault === 'expiredIdToken' ? '-1h' : '5m';
    const told = <T extends SignJWT | UnsecuredJWT>(jwt: T) =>
      jwt.setIssuer(issuer).setAudience(audience).setSubject('person').setIssuedAt().setExpirationTime(expires) as T;
    if (this.fault === 'algNone') return told(new UnsecuredJWT(claims)).encode();
    if (this.fault === 'sharedSecret')
      return told(new SignJWT(claims)).setProtectedHeader({ alg: 'HS256', kid: 'k' }).sign(new TextEncoder().encode('0'.repeat(32))); // prettier-ignore
    const { privateKey } = this.fault === 'foreignKey' ? this.foreign : this.keys;
    return told(new SignJWT(claims)).setProtectedHeader({ alg: 'RS256', kid: 'k' }).sign(privateKey);
  }

  private async forward(url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = new URL(`${url.pathname.replace('/fhir/', '')}${url.search}`, `${this.fhir.baseUrl}/`);
    const { authorization } = request.headers;
    const answer = await unwatched(target, { headers: { ...(authorization && { authorization }) } });
    const text = (await answer.text()).replaceAll(this.fhir.baseUrl, this.baseUrl);
    response.writeHead(answer.status, { 'content-type': 'application/fhir+json' }).end(text);
  }
}

function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}
