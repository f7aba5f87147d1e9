import {
  type CanActivate,
  type ExecutionContext,
  ForbiddenException,
  Injectable,
  UnauthorizedException,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { GqlContextType } from '@nestjs/graphql';
import type { Request, Response } from 'express';
import { ACCESS, type AccessRule } from './access-rule.js';
import { callerOf, challenge } from './caller.js';
import { decide } from './decide.js';

/** Applies the rules of HTTP routes. Those of GraphQL are applied to the whole operation before it runs. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.getType<GqlContextType>() === 'graphql') return true;
    const rule = this.reflector.getAllAndOverride<AccessRule | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    const caller = callerOf(context.switchToHttp().getRequest<Request>());
    const decision = decide(rule, caller);
    if (decision.allowed) return true;
    if (decision.code === 'FORBIDDEN') throw new ForbiddenException(decision.why);
    context.switchToHttp().getResponse<Response>().set('www-authenticate', challenge(caller));
    throw new UnauthorizedException(decision.why);
  }
}
