import { SmartError } from './smart-error.js';

/** A FHIR server that the service is registered with as a public client; it has no secret. */
export interface SmartServer {
  name: string;
  /** Of the FHIR server, e.g. `https://fhir.example/r4`. */
  baseUrl: string;
  clientId: string;
  /** Further origins that its endpoints may have, e.g. `https://login.example`. */
  origins: readonly string[];
}

/** What a server says of itself (SMART App Launch 2, .well-known/smart-configuration), as far as a launch needs it. */
export interface SmartConfiguration {
  authorizationEndpoint: string;
  tokenEndpoint: string;
  issuer: string;
  jwksUri: string;
  /** Whether its answers name it (RFC 9207), so that an answer without a name is another's. */
  namesItself: boolean;
}

const TIMEOUT_MS = 20_000;

export const baseOf = ({ baseUrl }: SmartServer): URL => new URL(baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`);

const isLoopback = ({ hostname }: URL): boolean => hostname === '127.0.0.1' || hostname === 'localhost';

/**
 * An address of the server's own, or of an origin that it is registered with; compared as origins, never as beginnings of
 * strings. Without TLS only on this machine. @throws SmartError
 */
export function ownAddress(server: SmartServer, address: unknown): URL {
  if (typeof address !== 'string' || !URL.canParse(address)) throw new SmartError('badAddress');
  const url = new URL(address);
  const origins = [baseOf(server).origin, ...server.origins.map((origin) => new URL(origin).origin)];
  if (!origins.includes(url.origin) || url.username !== '' || url.password !== '') throw new SmartError('badAddress');
  if (url.protocol !== 'https:' && !isLoopback(url)) throw new SmartError('badAddress');
  return url;
}

/** No cookies, no detour, no trace. */
const CAREFUL = {
  credentials: 'omit',
  redirect: 'error',
  referrerPolicy: 'no-referrer',
  cache: 'no-store',
} as const;

/** Fetches without cookies and without following anybody elsewhere. @throws SmartError */
export async function fetchOnly(url: URL, init: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(url, { ...CAREFUL, signal: AbortSignal.timeout(TIMEOUT_MS), ...init });
  } catch {
    throw new SmartError('unreachable');
  }
}

export async function jsonOf(response: Response): Promise<Record<string, unknown>> {
  const json: unknown = await response.json().catch(() => undefined);
  return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : {};
}

/** Asks a server where its endpoints are. @throws SmartError where it cannot do what a safe launch needs */
export async function discover(server: SmartServer): Promise<SmartConfiguration> {
  const response = await fetchOnly(
    ownAddress(server, new URL('.well-known/smart-configuration', baseOf(server)).href),
    { headers: { accept: 'application/json' } },
  );
  if (!response.ok) throw new SmartError('notSmart');
  const said = await jsonOf(response);
  const methods = said['code_challenge_methods_supported'];
  if (!Array.isArray(methods) || !methods.includes('S256')) throw new SmartError('noPkce');
  if (typeof said['issuer'] !== 'string') throw new SmartError('notSmart');
  return {
    authorizationEndpoint: ownAddress(server, said['authorization_endpoint']).href,
    tokenEndpoint: ownAddress(server, said['token_endpoint']).href,
    issuer: said['issuer'],
    jwksUri: ownAddress(server, said['jwks_uri']).href,
    namesItself: said['authorization_response_iss_parameter_supported'] === true,
  };
}
