import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { gzipSync } from 'node:zlib';

const MEGABYTE = 1024 * 1024;
const PIECE = 16;
let packed: Buffer | undefined;
/** Sixteen megabytes of blanks as one gzip member: members one after the other are one body. */
const member = (): Buffer => (packed ??= gzipSync(Buffer.alloc(PIECE * MEGABYTE, 0x20)));

/** Writes pieces as fast as the reader takes them, until there are no more or the reader hangs up. */
function pour(response: ServerResponse, pieces: Iterator<Buffer | string>): void {
  const more = (): void => {
    if (response.destroyed) return;
    const next = pieces.next();
    if (next.done) response.end();
    else if (response.write(next.value)) setImmediate(more);
    else response.once('drain', more);
  };
  more();
}

function* times(count: number, piece: Buffer | string): Generator<Buffer | string> {
  for (let i = 0; i < count; i++) yield piece;
}

export type Attack = (response: ServerResponse, requests: number) => void;

const fhir = { 'content-type': 'application/fhir+json' };

/** A body that unpacks to so many megabytes. */
export const gzipBomb =
  (megabytes: number): Attack =>
  (response) => {
    response.writeHead(200, { ...fhir, 'content-encoding': 'gzip' });
    pour(response, times(Math.ceil(megabytes / PIECE), member()));
  };

export const endlessBody: Attack = (response) => {
  response.writeHead(200, fhir);
  response.write('{"resourceType":"Bundle","entry":[');
  pour(response, times(Infinity, '{},'.repeat(20_000)));
};

export const oneByteASecond: Attack = (response) => {
  response.writeHead(200, fhir);
  const timer = setInterval(() => response.write('{'), 1000);
  response.once('close', () => clearInterval(timer));
};

export const body =
  (text: string, type = 'application/fhir+json'): Attack =>
  (response) =>
    void response.writeHead(200, { 'content-type': type }).end(text);

export const status =
  (code: number, headers: Record<string, string> = {}): Attack =>
  (response) =>
    void response.writeHead(code, headers).end();

/** Every page names another one. */
export const endlessNext =
  (base: () => string, entries: string): Attack =>
  (response, requests) =>
    void response
      .writeHead(200, fhir)
      .end(
        `{"resourceType":"Bundle","link":[{"relation":"next","url":"${base()}/Patient?page=${requests}"}],"entry":[${entries}]}`,
      );

/** A server that answers every request by the attack of the moment. */
export class HostileServer {
  attack: Attack = status(500);
  requests = 0;
  private readonly server: Server = createServer((_request, response) => {
    this.requests += 1;
    response.on('error', () => undefined);
    this.attack(response, this.requests);
  });

  async start(): Promise<void> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/fhir`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}
