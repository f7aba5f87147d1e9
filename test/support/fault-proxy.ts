import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** What the network does to one connection. Counts of bytes are those of the answers. */
export type NetworkFault =
  | { kind: 'latency'; ms: number }
  /** RST in the middle of an answer. */
  | { kind: 'reset'; afterBytes: number }
  /** FIN in the middle of an answer. */
  | { kind: 'truncation'; afterBytes: number }
  /** Nothing any more, and no word of it. */
  | { kind: 'blackHole'; afterBytes: number }
  /** Closed before anything is said. */
  | { kind: 'refusal' };

/** A network between a client and a server on the loopback interface, that does wrong on demand: below HTTP, byte by byte. */
export class FaultProxy {
  /** Connections that a fault has struck. */
  struck = 0;
  connections = 0;
  private readonly server: Server;
  private readonly open = new Set<Socket>();

  constructor(
    private readonly target: string,
    /** The fault of the nth connection, from 1. */
    private fault: (nth: number) => NetworkFault | undefined = () => undefined,
  ) {
    this.server = createServer((client) => this.join(client));
  }

  /** Gives the URL to use in the place of the target's. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** From now on; a connection that was kept alive ends, since it would be spared. */
  strike(fault: (nth: number) => NetworkFault | undefined): void {
    this.fault = fault;
    this.hangUp();
  }

  private hangUp(): void {
    for (const socket of this.open) socket.destroy();
  }

  async stop(): Promise<void> {
    this.hangUp();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private join(client: Socket): void {
    const fault = this.fault(++this.connections);
    this.kept(client);
    if (fault?.kind === 'refusal') {
      this.struck += 1;
      client.destroy();
      return;
    }
    const { hostname, port } = new URL(this.target);
    const server = this.kept(connect(Number(port), hostname));
    client.pipe(server);
    client.on('close', () => server.destroy());
    server.on('close', () => client.end());
    void this.passOn(server, client, fault);
  }

  private async passOn(server: Socket, client: Socket, fault: NetworkFault | undefined): Promise<void> {
    let passed = 0;
    let delayed = false;
    try {
      for await (const chunk of server) {
        const bytes = chunk as Buffer;
        if (fault?.kind === 'latency') {
          if (!delayed) this.struck += 1;
          delayed = true;
          await delay(fault.ms);
        }
        const room = fault && 'afterBytes' in fault ? fault.afterBytes - passed : Infinity;
        client.write(bytes.subarray(0, Math.min(room, bytes.length)));
        passed += bytes.length;
        if (bytes.length < room) continue;
        this.struck += 1;
        if (fault?.kind === 'reset') client.resetAndDestroy();
        else if (fault?.kind === 'truncation') client.end();
        // A black hole holds the connection open: whoever waits has to give up by itself.
        else await new Promise((resolve) => client.once('close', resolve));
        return;
      }
    } catch {
      // The other side went away, which is what faults do.
    }
  }

  private kept(socket: Socket): Socket {
    this.open.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.open.delete(socket));
    return socket;
  }
}
