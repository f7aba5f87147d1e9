import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

const REASONS = { 403: 'Forbidden', 404: 'Not Found', 429: 'Too Many Requests', 503: 'Service Unavailable' } as const;

/** Answers an upgrade request with an HTTP error instead. */
export function refuseUpgrade(socket: Duplex, status: keyof typeof REASONS): void {
  const retry = status === 429 || status === 503 ? 'Retry-After: 5\r\n' : '';
  socket.end(`HTTP/1.1 ${status} ${REASONS[status]}\r\n${retry}Connection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** Path of the request, without its query. */
export const pathOf = ({ url = '/' }: IncomingMessage): string => url.split('?', 1)[0] ?? '/';
