import { Controller, Get } from '@nestjs/common';
import {
  HealthCheckService,
  type HealthCheckResult,
  HealthIndicatorService,
  TypeOrmHealthIndicator,
} from '@nestjs/terminus';
import { Access } from '../auth/access-rule.js';
import { OPEN } from '../auth/rules.js';
import { AuditService } from '../../audit/audit.service.js';
import { MatchingService } from '../../matches/matching.service.js';

/** Whether the process lives, and whether it can answer: for whoever restarts it and whoever sends it traffic. */
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly database: TypeOrmHealthIndicator,
    private readonly indicator: HealthIndicatorService,
    private readonly matching: MatchingService,
    private readonly audit: AuditService,
  ) {}

  @Access(OPEN)
  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Access(OPEN)
  @Get('ready')
  ready(): Promise<HealthCheckResult> {
    return this.health.check([
      () => this.database.pingCheck('database', { timeout: 1000 }),
      async () => {
        const log = this.indicator.check('auditLog');
        return (await this.audit.canWrite()) ? log.up() : log.down();
      },
      () => {
        const index = this.indicator.check('trialIndex');
        return this.matching.isReady ? index.up() : index.down();
      },
    ]);
  }
}
