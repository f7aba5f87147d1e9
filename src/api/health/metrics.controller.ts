import { Controller, Get, Header } from '@nestjs/common';
import { Access } from '../auth/access-rule.js';
import { ADMINISTRATION } from '../auth/rules.js';
import { Metrics } from '../../observability/metrics.js';

/** Prometheus scrapes this. */
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Access(ADMINISTRATION)
  @Get()
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  scrape(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}
