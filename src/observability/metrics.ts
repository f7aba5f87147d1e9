import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** The process's metrics. Labels are route templates and operation names, never ids or values of a record. */
export class Metrics {
  readonly registry = new Registry();

  private readonly requests = new Counter({
    name: 'eligo_http_requests_total',
    help: 'Answered HTTP requests by route template, method and status class',
    labelNames: ['route', 'method', 'status'],
    registers: [this.registry],
  });

  private readonly seconds = new Histogram({
    name: 'eligo_http_request_seconds',
    help: 'Time to answer an HTTP request, by route template',
    labelNames: ['route'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  answered(route: string, method: string, status: number, seconds: number): void {
    this.requests.inc({ route, method, status: `${Math.floor(status / 100)}xx` });
    this.seconds.observe({ route }, seconds);
  }
}
