import type { ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import { answerError } from '../errors/answer-error.js';
import { asksForWork } from '../http/interface-paths.js';
import { clientOf } from './client.js';
import type { Charge, Throttle } from './throttle.js';

export const TOO_MANY = 'too many requests; try again after the time of Retry-After';

/** Tells the client how its budgets stand. */
export function tell(response: ServerResponse, { rateLimit, allowed, retryAfterSeconds }: Charge): void {
  const told = response.getHeader('ratelimit');
  response.setHeader('ratelimit', typeof told === 'string' ? `${told}, ${rateLimit}` : rateLimit);
  if (!allowed) response.setHeader('retry-after', String(retryAfterSeconds));
}

/** Charges every request for work, whatever becomes of it, and answers 429 where nothing is left. */
export const throttling =
  (throttle: Throttle): RequestHandler =>
  (request, response, next) => {
    if (!asksForWork(request.path)) {
      next();
      return;
    }
    response.set('ratelimit-policy', throttle.policy);
    throttle.charge('reads', clientOf(request)).then((charge) => {
      tell(response, charge);
      if (charge.allowed) next();
      else answerError(request, response, { status: 429, code: 'TOO_MANY_REQUESTS', message: TOO_MANY });
    }, next);
  };
