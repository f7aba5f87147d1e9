import type { IncomingMessage } from 'node:http';
import type { AppConfig } from '../../config/app-config.js';
import { isLoopback } from '../../identity/address.js';
import { localPrincipal, type Principal } from '../../identity/principal.js';
import { isForeignOrigin } from '../http/origin.js';
import type { TokenFailure, TokenVerifier } from '../../identity/token-verifier.js';

/** Who sent a request: a principal, or why there is none. */
export type Caller = { principal: Principal } | { principal?: undefined; failure?: TokenFailure };

const callers = new WeakMap<IncomingMessage, Caller>();

/** The caller that was found for a request; nobody where none was. */
export const callerOf = (request: IncomingMessage): Caller => callers.get(request) ?? {};

/** Without the port; an IPv6 address stays in brackets. */
const hostName = (host: string): string => host.replace(/:\d+$/, '');

/**
 * Whether a request comes from this machine by its own name. A page of the internet that had its name resolved to
 * loopback (DNS rebinding) is told by the Host header, a proxy by what it adds.
 */
function isLocal(request: IncomingMessage): boolean {
  const { headers, socket } = request;
  return (
    isLoopback(socket.remoteAddress ?? '') &&
    isLoopback(hostName(headers.host ?? '')) &&
    headers['x-forwarded-for'] === undefined &&
    headers['forwarded'] === undefined &&
    !isForeignOrigin(request)
  );
}

/** Finds out who asks, once per request; what they may do is decided where the rules are. */
export class CallerIdentification {
  constructor(
    private readonly verifier: TokenVerifier,
    private readonly config: Pick<AppConfig, 'identity' | 'http'>,
  ) {}

  /** By the `Authorization` header, or by a token given otherwise (the first message of a WebSocket). */
  async identify(request: IncomingMessage, authorization = request.headers.authorization): Promise<Caller> {
    const caller = await this.find(request, authorization);
    callers.set(request, caller);
    return caller;
  }

  private async find(request: IncomingMessage, authorization: string | undefined): Promise<Caller> {
    if (authorization !== undefined) {
      const [, token] = /^Bearer ([\w.~+/=-]+)$/i.exec(authorization) ?? [];
      return token === undefined ? { failure: 'malformed' } : this.verifier.verify(token);
    }
    const { identity, http } = this.config;
    return identity.open && (http.allowUnprotected || isLocal(request)) ? { principal: localPrincipal } : {};
  }
}

/** The `WWW-Authenticate` header of a refusal (RFC 6750, section 3). */
export function challenge(caller: Caller): string {
  const failure = caller.principal ? undefined : caller.failure;
  return failure === undefined
    ? 'Bearer realm="eligo"'
    : `Bearer realm="eligo", error="invalid_token", error_description="${failure}"`;
}
