import { type DynamicModule, Module } from '@nestjs/common';
import type { Logger } from 'pino';

/** Injection token of the process's log. */
export const LOG = Symbol('Log');

/** Gives every module the one log. */
@Module({})
export class LogModule {
  static forRoot(log: Logger): DynamicModule {
    return { module: LogModule, global: true, providers: [{ provide: LOG, useValue: log }], exports: [LOG] };
  }
}
