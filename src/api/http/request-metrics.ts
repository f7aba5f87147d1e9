import type { RequestHandler } from 'express';
import type { Metrics } from '../../observability/metrics.js';
import { routeOf } from './interface-paths.js';

/** Counts and times every answer by its route template: a URL may hold an id, so it is never a label. */
export const requestMetrics =
  (metrics: Metrics): RequestHandler =>
  (request, response, next) => {
    const started = performance.now();
    const { path, method } = request;
    const route = routeOf(path);
    response.once('finish', () => {
      metrics.answered(route, method, response.statusCode, (performance.now() - started) / 1000);
    });
    next();
  };
