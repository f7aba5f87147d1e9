import { WebSocket } from 'ws';

export const PROTOCOL = 'graphql-transport-ws';

interface Message {
  type: string;
  id?: string;
  payload?: { data?: Record<string, unknown> } & { extensions: { code: string } }[];
}

/** A bare client of the protocol, for tests that break it. */
export class RawClient {
  readonly messages: Message[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  private wake: () => void = () => undefined;

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      this.messages.push(JSON.parse(data.toString('utf8')) as Message);
      this.wake();
    });
    this.closed = new Promise((resolve) => {
      socket.once('close', (code, reason) => {
        this.wake();
        resolve({ code, reason: reason.toString('utf8') });
      });
    });
  }

  /** @throws where the upgrade is refused; the message holds the HTTP status. */
  static async open(host: string, headers: Record<string, string> = {}): Promise<RawClient> {
    const socket = new WebSocket(`ws://${host}/graphql`, PROTOCOL, { headers });
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    return new RawClient(socket);
  }

  /** Opens and waits for the acknowledgement. */
  static async ready(host: string, payload?: object): Promise<RawClient> {
    const client = await RawClient.open(host);
    client.send({ type: 'connection_init', ...(payload && { payload }) });
    await client.next('connection_ack');
    return client;
  }

  send(message: object): void {
    this.socket.send(JSON.stringify(message));
  }

  subscribe(id: string, query: string, variables?: object): void {
    this.send({ id, type: 'subscribe', payload: { query, variables } });
  }

  /** The next message of a type, taken out of what has come. */
  async next(type: string): Promise<Message> {
    for (;;) {
      const at = this.messages.findIndex((message) => message.type === type);
      const [found] = at < 0 ? [] : this.messages.splice(at, 1);
      if (found) return found;
      if (this.socket.readyState === WebSocket.CLOSED) throw new Error(`closed before a message of type ${type}`);
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  close(): void {
    this.socket.terminate();
  }
}
