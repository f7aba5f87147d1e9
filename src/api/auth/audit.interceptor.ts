import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { GqlContextType } from '@nestjs/graphql';
import type { Request } from 'express';
import { catchError, from, mergeMap, type Observable, switchMap, throwError } from 'rxjs';
import { AuditService } from '../../audit/audit.service.js';
import { ACCESS, type AccessRule, useOf } from './access-rule.js';
import { note, type Use } from './audited.js';
import { callerOf } from './caller.js';

/** Notes the use of patient data by a route before the route runs, since some send their answer by themselves. */
@Injectable()
export class AuditInterceptor implements NestInterceptor {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(AuditService) private readonly audit: AuditService,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const use = this.useOf(context);
    if (!use) return next.handle();
    return from(note(this.audit, use, 'done')).pipe(
      switchMap(() => next.handle()),
      catchError((error: unknown) =>
        from(note(this.audit, use, 'failed')).pipe(mergeMap(() => throwError(() => error))),
      ),
    );
  }

  private useOf(context: ExecutionContext): Use | undefined {
    if (context.getType<GqlContextType>() === 'graphql') return undefined;
    const rule = this.reflector.getAllAndOverride<AccessRule | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    const use = useOf(rule);
    const request = context.switchToHttp().getRequest<Request>();
    const { principal } = callerOf(request);
    if (!use || !principal) return undefined;
    const route: unknown = (request.route as { path?: unknown } | undefined)?.path;
    return { use, operation: `${request.method} ${String(route)}`, args: request.params, principal };
  }
}
