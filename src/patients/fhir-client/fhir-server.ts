import { FhirError } from './fhir-error.js';

/** How we identify ourselves to a FHIR server. */
export type FhirAuthorization =
  | { kind: 'none' }
  | { kind: 'bearer'; token: string }
  | {
      /** SMART Backend Services: a signed client assertion for an access token. */
      kind: 'backend';
      clientId: string;
      /** Private key as a JWK (RS384 or ES384), with its `kid`. */
      privateKey: Record<string, unknown>;
      /** Default `system/*.rs`, the read scopes of SMART 2. */
      scope?: string;
      /** Origins of the authorization server, where it is not the FHIR server's own. */
      origins?: string[];
    };

/** One server that records may be pulled from. */
export interface FhirServer {
  /** `https://host[:port][/path]`; requests go to this origin below this path and nowhere else. */
  baseUrl: string;
  authorization: FhirAuthorization;
  /** Set for a server inside our own network; without it an address that is not public is refused. */
  allowPrivateAddress?: boolean;
}

/**
 * The servers records may be pulled from, by exact origin and path: a host that merely begins like an allowed one, other
 * ports, schemes and user names in the URL are refused.
 */
export class AllowedServers {
  private readonly servers: { base: URL; server: FhirServer }[];

  constructor(servers: readonly FhirServer[]) {
    this.servers = servers.map((server) => ({ base: baseOf(server.baseUrl), server }));
  }

  /** The server a URL belongs to. Throws `notAllowed`. */
  serverOf(url: string): { base: URL; server: FhirServer } {
    const wanted = parsed(url);
    const found = this.servers.find(({ base }) => isBelow(wanted, base));
    if (!found) throw new FhirError('notAllowed', 'the FHIR server is not on the list of allowed servers');
    return found;
  }
}

function baseOf(text: string): URL {
  const url = parsed(text);
  if (url.search !== '' || url.hash !== '')
    throw new FhirError('notAllowed', 'a base URL has no query and no fragment');
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

function parsed(text: string): URL {
  if (!URL.canParse(text)) throw new FhirError('notAllowed', 'not a URL');
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new FhirError('notAllowed', 'not an http(s) URL');
  if (url.username !== '' || url.password !== '') throw new FhirError('notAllowed', 'a URL with a user name');
  return url;
}

/** Same origin, and the path at or below the base's, segment by segment. */
export const isBelow = (url: URL, base: URL): boolean =>
  url.origin === base.origin &&
  url.username === '' &&
  url.password === '' &&
  (url.pathname.startsWith(base.pathname) || `${url.pathname}/` === base.pathname);
