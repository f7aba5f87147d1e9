import type { WebSocket as ProtocolSocket } from 'graphql-ws';
import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import { CLOSE, SOCKET_LIMITS } from './socket-limits.js';

/** Ends connections whose client does not answer pings; gives what stops it. */
function keepAlive(socket: WebSocket): () => void {
  let lives = true;
  socket.on('pong', () => {
    lives = true;
  });
  const timer = setInterval(() => {
    if (!lives) {
      socket.terminate();
      return;
    }
    lives = false;
    socket.ping();
  }, SOCKET_LIMITS.keepAlive);
  timer.unref();
  return () => clearInterval(timer);
}

/**
 * One WebSocket as the protocol's server sees it. Written here and not taken from the library, whose own adapter prints
 * errors to the console and sends their texts to the client: both may quote a record.
 */
export function socketTransport(socket: WebSocket, log: Logger): { transport: ProtocolSocket; stop: () => void } {
  const failed = (what: string) => (error: unknown) => {
    log.error({ kind: error instanceof Error ? error.name : typeof error }, what);
    socket.close(CLOSE.internalError, 'Internal server error');
  };
  socket.on('error', (error) => log.info({ kind: error.name }, 'a WebSocket broke the protocol or its limits'));
  const transport: ProtocolSocket = {
    protocol: socket.protocol,
    send: (text) =>
      new Promise((resolve, reject) => {
        if (socket.readyState !== socket.OPEN) resolve();
        else if (socket.bufferedAmount > SOCKET_LIMITS.waitingBytes) {
          socket.terminate();
          resolve();
        } else socket.send(text, (error) => (error && socket.readyState === socket.OPEN ? reject(error) : resolve()));
      }),
    close: (code, reason) => socket.close(code, reason),
    onMessage: (handle) => {
      socket.on('message', (data: Buffer) => {
        handle(data.toString('utf8')).catch(failed('a WebSocket message could not be handled'));
      });
    },
  };
  return { transport, stop: keepAlive(socket) };
}
