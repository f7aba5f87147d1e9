import { type CanActivate, type ExecutionContext, HttpException, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { GqlContextType } from '@nestjs/graphql';
import type { Request, Response } from 'express';
import { BUDGET } from './charged.js';
import { clientOf } from './client.js';
import { type Budget, Throttle } from './throttle.js';
import { tell, TOO_MANY } from './throttling.js';

/** Charges expensive HTTP routes. Fields of GraphQL are charged for the whole operation before it runs. */
@Injectable()
export class ThrottleGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly throttle: Throttle,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType<GqlContextType>() === 'graphql') return true;
    const budget = this.reflector.get<Budget | undefined>(BUDGET, context.getHandler());
    if (!budget) return true;
    const http = context.switchToHttp();
    const charge = await this.throttle.charge(budget, clientOf(http.getRequest<Request>()));
    tell(http.getResponse<Response>(), charge);
    if (!charge.allowed) throw new HttpException(TOO_MANY, 429);
    return true;
  }
}
