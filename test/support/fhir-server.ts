import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose';

interface Resource {
  resourceType: string;
  id?: string;
  [element: string]: unknown;
}

/** How the server misbehaves; each is one way in which real or hostile servers do. */
export type Misbehaviour =
  | { kind: 'gzipBomb'; megabytes: number }
  | { kind: 'endlessNext' }
  | { kind: 'circularNext' }
  | { kind: 'nextTo'; url: string }
  | { kind: 'status'; status: number; times?: number; retryAfter?: string; type?: string }
  | { kind: 'html' }
  | { kind: 'slowBytes'; intervalMs: number }
  | { kind: 'redirectTo'; url: string; status?: number }
  | { kind: 'truncated' }
  | { kind: 'deep'; levels: number }
  | { kind: 'manyEntries'; count: number }
  | { kind: 'otherPatient' };

export interface FhirServerOptions {
  records: readonly { resource: Resource }[][];
  /** Without it `$everything` answers 404, as servers do that lack it. */
  everything?: boolean;
  pageSize?: number;
  /** A token that every FHIR request must carry. */
  token?: string;
  /** Public keys of clients that may get the token by SMART Backend Services. */
  jwks?: JSONWebKeySet;
}

export interface SeenRequest {
  method: string;
  url: string;
  authorization: string | undefined;
}

/** A FHIR R4 server for tests: real HTTP on a free loopback port, serving sample records and misbehaving on demand. */
export class FhirTestServer {
  readonly seen: SeenRequest[] = [];
  /** Bytes written to sockets by a bomb or a slow answer, for tests that bound what is read. */
  misbehaviour: Misbehaviour | undefined;
  private failures = 0;

  private constructor(
    private readonly server: Server,
    private readonly options: FhirServerOptions,
  ) {}

  static async start(options: FhirServerOptions): Promise<FhirTestServer> {
    const server = createServer();
    const instance = new FhirTestServer(server, options);
    server.on('request', (request, response) => void instance.answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return instance;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get baseUrl(): string {
    return `${this.origin}/fhir`;
  }

  misbehave(how: Misbehaviour | undefined): void {
    this.misbehaviour = how;
    this.failures = 0;
    this.seen.length = 0;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.origin);
    this.seen.push({ method: request.method ?? '', url: url.href, authorization: request.headers.authorization });
    const path = url.pathname.replace(/^\/fhir\//, '');
    if (path === '.well-known/smart-configuration') return json(response, { token_endpoint: `${this.origin}/token` });
    if (url.pathname === '/token') return this.grant(request, response);
    if (this.options.token !== undefined && request.headers.authorization !== `Bearer ${this.options.token}`)
      return json(response, outcome('login'), 401);
    if (this.misbehaviour && this.play(this.misbehaviour, url, response)) return undefined;
    return this.serve(path, url, response);
  }

  private serve(path: string, url: URL, response: ServerResponse): void {
    const [type = '', id, operation] = path.split('/');
    const all = this.options.records.flat().map(({ resource }) => resource);
    if (operation === '$everything') {
      if (this.options.everything !== true) return json(response, outcome('not-supported'), 404);
      return this.page(this.recordOf(id ?? ''), url, response);
    }
    if (id !== undefined) {
      const found = all.find((one) => one.resourceType === type && one.id === id);
      return found ? json(response, found) : json(response, outcome('not-found'), 404);
    }
    const record = this.recordOf(url.searchParams.get('patient') ?? '');
    return this.page(
      record.filter((one) => one.resourceType === type),
      url,
      response,
    );
  }

  private recordOf(patientId: string): Resource[] {
    const record = this.options.records.find((one) =>
      one.some(({ resource }) => resource.resourceType === 'Patient' && resource.id === patientId),
    );
    return (record ?? []).map(({ resource }) => resource);
  }

  private page(resources: readonly Resource[], url: URL, response: ServerResponse): void {
    const size = this.options.pageSize ?? 20;
    const from = Number(url.searchParams.get('_from') ?? 0);
    const next = new URL(url.href);
    next.searchParams.set('_from', String(from + size));
    const link = from + size < resources.length ? [{ relation: 'next', url: next.href }] : [];
    const entry = resources.slice(from, from + size).map((resource) => ({
      fullUrl: `${this.baseUrl}/${resource.resourceType}/${resource.id ?? ''}`,
      resource,
      search: { mode: 'match' },
    }));
    if (this.misbehaviour?.kind === 'otherPatient')
      entry.push({
        fullUrl: `${this.baseUrl}/Condition/x`,
        resource: {
          resourceType: 'Condition',
          id: 'x',
          subject: { reference: 'Patient/somebody-else' },
          code: { text: 'Malignant neoplasm of lung' },
        },
        search: { mode: 'match' },
      });
    return json(response, { resourceType: 'Bundle', type: 'searchset', total: resources.length, link, entry });
  }

  /** True where the misbehaviour has answered. */
  private play(how: Misbehaviour, url: URL, response: ServerResponse): boolean {
    switch (how.kind) {
      case 'otherPatient':
        return false;
      case 'status': {
        if (how.type !== undefined && !url.pathname.endsWith(`/${how.type}`)) return false;
        if (how.times !== undefined && this.failures >= how.times) return false;
        this.failures += 1;
        response.writeHead(how.status, how.retryAfter === undefined ? {} : { 'Retry-After': how.retryAfter }).end('{}');
        return true;
      }
      case 'html':
        response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html><body>Please log in</body></html>');
        return true;
      case 'gzipBomb':
        response
          .writeHead(200, { 'Content-Type': 'application/fhir+json', 'Content-Encoding': 'gzip' })
          .end(gzipSync(Buffer.alloc(how.megabytes * 1024 * 1024, 0x20)));
        return true;
      case 'endlessNext': {
        const next = new URL(url.href);
        next.searchParams.set('_page', String(Number(url.searchParams.get('_page') ?? 0) + 1));
        json(response, {
          resourceType: 'Bundle',
          type: 'searchset',
          link: [{ relation: 'next', url: next.href }],
          entry: [],
        });
        return true;
      }
      case 'circularNext':
        json(response, {
          resourceType: 'Bundle',
          type: 'searchset',
          link: [{ relation: 'next', url: url.href }],
          entry: [],
        });
        return true;
      case 'nextTo':
        json(response, {
          resourceType: 'Bundle',
          type: 'searchset',
          link: [{ relation: 'next', url: how.url }],
          entry: this.options.records[0]?.filter(({ resource }) => resource.resourceType === 'Patient') ?? [],
        });
        return true;
      case 'slowBytes': {
        response.writeHead(200, { 'Content-Type': 'application/fhir+json' });
        const timer = setInterval(() => response.write('{'), how.intervalMs);
        response.on('close', () => clearInterval(timer));
        return true;
      }
      case 'redirectTo':
        response.writeHead(how.status ?? 302, { Location: how.url }).end();
        return true;
      case 'truncated':
        response.writeHead(200, { 'Content-Type': 'application/fhir+json', 'Content-Length': '5000' });
        response.write('{"resourceType":"Bundle",');
        setTimeout(() => response.destroy(), 10);
        return true;
      case 'deep':
        response
          .writeHead(200, { 'Content-Type': 'application/fhir+json' })
          .end(
            `{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","id":"p","extension":${'['.repeat(how.levels)}${']'.repeat(how.levels)}}}]}`,
          );
        return true;
      case 'manyEntries':
        json(response, {
          resourceType: 'Bundle',
          type: 'searchset',
          entry: Array.from({ length: how.count }, (_, index) => ({
            resource: { resourceType: 'Observation', id: `o${index}` },
          })),
        });
        return true;
    }
  }

  /** The token endpoint of SMART Backend Services: checks the assertion as the specification asks. */
  private async grant(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
    const { jwks, token } = this.options;
    if (!jwks || token === undefined || form.get('grant_type') !== 'client_credentials')
      return json(response, { error: 'invalid_request' }, 400);
    try {
      const { payload } = await jwtVerify(form.get('client_assertion') ?? '', createLocalJWKSet(jwks), {
        audience: `${this.origin}/token`,
        algorithms: ['RS384', 'ES384'],
        maxTokenAge: '5m',
      });
      if (payload.iss !== payload.sub || payload.jti === undefined) throw new Error('bad claims');
    } catch {
      return json(response, { error: 'invalid_client' }, 401);
    }
    return json(response, { access_token: token, token_type: 'bearer', expires_in: 300, scope: form.get('scope') });
  }
}

function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'Content-Type': 'application/fhir+json' }).end(JSON.stringify(body));
}

const outcome = (code: string): object => ({ resourceType: 'OperationOutcome', issue: [{ severity: 'error', code }] });
