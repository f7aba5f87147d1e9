import type { RequestHandler } from 'express';
import type { CallerIdentification } from '../auth/caller.js';

/** Notes who sends a request before anything of it is read; whether they may is decided by the rule of what they ask. */
export const identifyCaller =
  (callers: CallerIdentification): RequestHandler =>
  (request, _response, next) => {
    callers.identify(request).then(() => next(), next);
  };
