import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the stub answers one request instead of telling the truth. */
export type Misbehaviour =
  | { kind: 'status'; status: number; headers?: Record<string, string>; body?: string }
  | { kind: 'html' }
  | { kind: 'truncated' }
  | { kind: 'shortBody' }
  | { kind: 'endless' }
  | { kind: 'slowBytes'; everyMs: number }
  | { kind: 'silence' }
  | { kind: 'reset' }
  | { kind: 'json'; body: unknown };

export interface StubRequest {
  method: string;
  path: string;
  query: Record<string, string>;
  body?: unknown;
  headers: IncomingMessage['headers'];
}

export interface StubOptions {
  /** Decides per request whether to misbehave; `nth` counts all requests from 1. */
  misbehave?: (request: StubRequest, nth: number) => Misbehaviour | undefined;
  /** Called before each truthful answer, to change the data in the middle of a run. */
  before?: (request: StubRequest, nth: number) => void;
}

type Answer = { status: number; body: unknown; text?: string; headers?: Record<string, string> };

/** A registry over real HTTP on a free port of the loopback interface. Subclasses tell the truth; options make it lie. */
export abstract class RegistryStub {
  readonly requests: StubRequest[] = [];
  private readonly server: Server;
  private readonly open = new Set<ServerResponse>();

  constructor(readonly options: StubOptions = {}) {
    this.server = createServer((request, response) => void this.handle(request, response));
  }

  protected abstract answer(request: StubRequest): Answer;

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const response of this.open) response.destroy();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    this.open.add(response);
    response.on('close', () => this.open.delete(response));
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const url = new URL(incoming.url ?? '/', 'http://stub');
    const text = Buffer.concat(chunks).toString('utf8');
    const request: StubRequest = {
      method: incoming.method ?? 'GET',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      body: text === '' ? undefined : (JSON.parse(text) as unknown),
      headers: incoming.headers,
    };
    this.requests.push(request);
    const nth = this.requests.length;
    const lie = this.options.misbehave?.(request, nth);
    if (lie) return this.lie(lie, request, response);
    this.options.before?.(request, nth);
    this.tell(this.answer(request), response);
  }

  private tell({ status, body, text, headers }: Answer, response: ServerResponse): void {
    const type = text === undefined ? 'application/json' : 'text/plain';
    response.writeHead(status, { 'content-type': type, ...headers });
    response.end(text ?? JSON.stringify(body));
  }

  private lie(lie: Misbehaviour, request: StubRequest, response: ServerResponse): void {
    const truth = (): string => JSON.stringify(this.answer(request).body);
    switch (lie.kind) {
      case 'status':
        response.writeHead(lie.status, { 'content-type': 'text/plain', ...lie.headers }).end(lie.body ?? '');
        return;
      case 'html':
        response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Maintenance</title>');
        return;
      case 'json':
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(lie.body));
        return;
      case 'truncated': {
        // Says how long it will be, sends half and hangs up.
        const body = truth();
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
        response.write(body.slice(0, body.length / 2), () => response.destroy());
        return;
      }
      case 'shortBody': {
        const body = truth();
        response.writeHead(200, { 'content-type': 'application/json' }).end(body.slice(0, body.length / 2));
        return;
      }
      case 'endless': {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{"studies":[');
        const more = (): void => {
          if (!response.destroyed) response.write('"x",'.repeat(16_384), () => setImmediate(more));
        };
        more();
        return;
      }
      case 'slowBytes': {
        response.writeHead(200, { 'content-type': 'application/json' });
        const timer = setInterval(() => response.write(' '), lie.everyMs);
        response.on('close', () => clearInterval(timer));
        return;
      }
      case 'silence':
        return;
      case 'reset':
        response.socket?.resetAndDestroy();
        return;
    }
  }
}
