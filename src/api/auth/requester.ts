import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { Request } from 'express';
import type { Principal } from '../../identity/principal.js';
import { type Caller, callerOf } from './caller.js';
import type { GraphqlContext } from './graphql-context.js';

function principalOf({ principal }: Caller): Principal {
  if (!principal) throw new Error('something was asked for by nobody');
  return principal;
}

/** The caller of a resolver. The rules have let them in, so that there is one. */
export const Requester = createParamDecorator((_: unknown, context: ExecutionContext): Principal =>
  principalOf(GqlExecutionContext.create(context).getContext<GraphqlContext>().caller),
);

/** The caller of a route with a rule for roles. */
export const RouteRequester = createParamDecorator((_: unknown, context: ExecutionContext): Principal =>
  principalOf(callerOf(context.switchToHttp().getRequest<Request>())),
);
