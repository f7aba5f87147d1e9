import type { IncomingMessage } from 'node:http';

/**
 * Whether a page of somebody else asks. Browsers reach loopback, and open any WebSocket, without the checks that guard
 * other requests; only the Origin header tells.
 */
export function isForeignOrigin({ headers: { origin, host } }: IncomingMessage): boolean {
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}
