import type { RequestHandler } from 'express';
import type { Metrics } from '../../observability/metrics.js';

/** First path segments that are counted under their own name; page paths may hold ids and are counted as one. */
const ROUTES = new Set([
  'graphql',
  'fhir',
  'cohort-runs',
  'getClinicalTrial',
  'cds-services',
  'health',
  'metrics',
  'assets',
]);

/** Counts and times every answer by its route template: a URL may hold an id, so it is never a label. */
export const requestMetrics =
  (metrics: Metrics): RequestHandler =>
  (request, response, next) => {
    const started = performance.now();
    const [, first = ''] = request.path.split('/');
    const route = ROUTES.has(first) ? `/${first}` : '/page';
    response.once('finish', () => {
      metrics.answered(route, request.method, response.statusCode, (performance.now() - started) / 1000);
    });
    next();
  };
