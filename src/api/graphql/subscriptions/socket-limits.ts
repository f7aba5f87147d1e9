/** What one WebSocket, one client and the process may hold; published in docs/api.md. */
export const SOCKET_LIMITS = {
  /** Time for `connection_init`, in milliseconds. */
  initWait: 3000,
  subscriptions: 50,
  socketsPerClient: 20,
  sockets: 1000,
  /** Size of one message from the client, in bytes. */
  messageBytes: 64 * 1024,
  /** Results that wait for a client who does not read them. */
  waitingResults: 100,
  /** Bytes that wait in a socket beyond what the kernel takes. */
  waitingBytes: 1024 * 1024,
  /** How often a client has to show that it lives, in milliseconds. */
  keepAlive: 12_000,
  /** Time for clients to say goodbye when the service stops, in milliseconds. */
  goodbye: 2000,
} as const;

/** Close codes beside those of the protocol: what a client did, or should do. */
export const CLOSE = {
  goingAway: 1001,
  internalError: 1011,
  tooSlow: 4408,
  tooMany: 4429,
} as const;
