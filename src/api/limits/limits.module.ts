import { Module } from '@nestjs/common';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import { Throttle } from './throttle.js';

/** The budgets of clients, one for all interfaces. */
@Module({
  providers: [
    { provide: Throttle, inject: [APP_CONFIG], useFactory: ({ limits }: AppConfig) => new Throttle(limits.perMinute) },
  ],
  exports: [Throttle],
})
export class LimitsModule {}
