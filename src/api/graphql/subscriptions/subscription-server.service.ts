import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { CloseCode, handleProtocols, makeServer, type Server as ProtocolServer } from 'graphql-ws';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { type WebSocket, WebSocketServer } from 'ws';
import { AuditService } from '../../../audit/audit.service.js';
import { LOG } from '../../../observability/log.module.js';
import { CallerIdentification } from '../../auth/caller.js';
import type { GraphqlContext } from '../../auth/graphql-context.js';
import { maskErrors } from '../../errors/graphql-errors.js';
import { isForeignOrigin } from '../../http/origin.js';
import { acceptSubscription } from './accept-subscription.js';
import { boundedResults } from './bounded-results.js';
import { CLOSE, SOCKET_LIMITS } from './socket-limits.js';
import { socketTransport } from './socket-transport.js';
import { pathOf, refuseUpgrade } from './upgrade.js';

const PATH = '/graphql';
/** What a timer of Node can hold, in milliseconds: 24 days. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** What belongs to one connection. */
interface Connection extends Record<PropertyKey, unknown> {
  socket: WebSocket;
  request: IncomingMessage;
  /** Context of its resolvers, once it is admitted. */
  context?: GraphqlContext;
  expiry?: NodeJS.Timeout;
}

/** GraphQL over WebSocket (protocol graphql-transport-ws) at the path of GraphQL over HTTP. */
@Injectable()
export class SubscriptionServer implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly sockets = new WebSocketServer({
    noServer: true,
    maxPayload: SOCKET_LIMITS.messageBytes,
    handleProtocols,
  });
  private readonly socketsOfClient = new Map<string, number>();

  constructor(
    private readonly http: HttpAdapterHost,
    private readonly schema: GraphQLSchemaHost,
    private readonly callers: CallerIdentification,
    @Inject(AuditService) private readonly audit: AuditService,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    const protocol = this.protocol();
    const server = this.http.httpAdapter.getHttpServer() as Server;
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      const refusal = this.refusalOf(request);
      if (refusal) refuseUpgrade(socket, refusal);
      else this.sockets.handleUpgrade(request, socket, head, (opened) => this.opened(protocol, opened, request));
    });
  }

  /** Closes every socket with 1001, so that clients connect elsewhere. */
  async onModuleDestroy(): Promise<void> {
    for (const socket of this.sockets.clients) socket.close(CLOSE.goingAway, 'Going away');
    const impatience = setTimeout(() => this.sockets.clients.forEach((socket) => socket.terminate()), SOCKET_LIMITS.goodbye); // prettier-ignore
    await new Promise((resolve) => this.sockets.close(resolve));
    clearTimeout(impatience);
  }

  private refusalOf(request: IncomingMessage): 403 | 404 | 429 | 503 | undefined {
    if (pathOf(request) !== PATH) return 404;
    if (isForeignOrigin(request)) return 403;
    if (this.sockets.clients.size >= SOCKET_LIMITS.sockets) return 503;
    const ofClient = this.socketsOfClient.get(clientOf(request)) ?? 0;
    return ofClient >= SOCKET_LIMITS.socketsPerClient ? 429 : undefined;
  }

  private opened(protocol: ProtocolServer<Connection>, socket: WebSocket, request: IncomingMessage): void {
    const client = clientOf(request);
    this.socketsOfClient.set(client, (this.socketsOfClient.get(client) ?? 0) + 1);
    const { transport, stop } = socketTransport(socket, this.log);
    const connection: Connection = { socket, request };
    const closed = protocol.opened(transport, connection);
    socket.once('close', (code, reason) => {
      stop();
      clearTimeout(connection.expiry);
      const left = (this.socketsOfClient.get(client) ?? 1) - 1;
      if (left > 0) this.socketsOfClient.set(client, left);
      else this.socketsOfClient.delete(client);
      closed(code, reason.toString('utf8')).catch((error: unknown) =>
        this.log.error({ kind: error instanceof Error ? error.name : typeof error }, 'a subscription did not end well'),
      );
    });
  }

  private protocol(): ProtocolServer<Connection> {
    const mask = maskErrors(this.log);
    const shown = (errors: readonly GraphQLError[]): GraphQLFormattedError[] =>
      errors.map((error) => mask(error.toJSON(), error));
    return makeServer<Record<string, unknown>, Connection>({
      connectionInitWaitTimeout: SOCKET_LIMITS.initWait,
      onConnect: ({ extra, connectionParams }) => this.connect(extra, connectionParams ?? {}),
      onSubscribe: async ({ extra, subscriptions }, _id, payload) => {
        if (Object.keys(subscriptions).length > SOCKET_LIMITS.subscriptions) {
          extra.socket.close(CLOSE.tooMany, 'Too many subscriptions');
          return [new GraphQLError('too many subscriptions', { extensions: { code: 'TOO_MANY_REQUESTS' } })];
        }
        try {
          return await acceptSubscription(this.audit, this.schema.schema, payload, extra.context ?? { caller: {} });
        } catch (error) {
          return [asGraphqlError(error)];
        }
      },
      onOperation: ({ extra: { socket } }, _id, _payload, _args, result) =>
        Symbol.asyncIterator in result
          ? boundedResults(result, SOCKET_LIMITS.waitingResults, () => {
              // A closing handshake would wait behind what the client does not read.
              socket.close(CLOSE.tooSlow, 'Too slow');
              socket.terminate();
            })
          : undefined,
      onNext: (_context, _id, _payload, _args, result) =>
        result.errors ? { ...result, errors: shown(result.errors) } : undefined,
      onError: (_context, _id, _payload, errors) => shown(errors),
    });
  }

  /** The token comes in the first message: browsers cannot send headers with an upgrade. */
  private async connect(connection: Connection, params: Readonly<Record<string, unknown>>): Promise<boolean> {
    const { socket, request } = connection;
    const given = params['authorization'] ?? params['Authorization'];
    const caller = await this.callers.identify(request, typeof given === 'string' ? given : undefined);
    if (!caller.principal) {
      socket.close(CloseCode.Unauthorized, 'Unauthorized');
      return true;
    }
    connection.context = { caller };
    const { expiresAt } = caller.principal;
    if (expiresAt) {
      const left = Math.min(Math.max(0, expiresAt.getTime() - Date.now()), LONGEST_TIMER);
      connection.expiry = setTimeout(() => socket.close(CloseCode.Forbidden, 'Token expired'), left);
      connection.expiry.unref();
    }
    return true;
  }
}

const clientOf = ({ socket }: IncomingMessage): string => socket.remoteAddress ?? '';

const asGraphqlError = (error: unknown): GraphQLError =>
  error instanceof GraphQLError
    ? error
    : new GraphQLError('internal error', { originalError: error instanceof Error ? error : null });
