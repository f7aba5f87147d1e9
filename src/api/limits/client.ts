import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';
import { callerOf } from '../auth/caller.js';

/** One network of IPv6 is one client: it is given out whole (RFC 6177). */
const networkOf = (address: string): string =>
  isIPv6(address) && !address.startsWith('::ffff:') ? address.split(':').slice(0, 4).join(':') : address;

/** Whose budget a request is charged to: the subject of its token, else its address. */
export function clientOf(request: IncomingMessage & { ip?: string }): string {
  const { principal } = callerOf(request);
  if (principal) return `subject ${principal.tenant} ${principal.subject}`;
  return `address ${networkOf(request.ip ?? request.socket.remoteAddress ?? '')}`;
}
