import type { RequestHandler } from 'express';
import { answerError } from '../errors/answer-error.js';
import { asksForWork } from '../http/interface-paths.js';

const RETRY_AFTER_SECONDS = 1;

/**
 * Refuses work beyond what is in flight already, before its body is read: whoever was let in is answered in time, the
 * others are told to come back. Health and metrics are not work.
 */
export function sheddingOverload(most: number): RequestHandler {
  let inFlight = 0;
  return (request, response, next) => {
    if (!asksForWork(request.path)) {
      next();
      return;
    }
    if (inFlight >= most) {
      response.set('retry-after', String(RETRY_AFTER_SECONDS));
      answerError(request, response, { status: 503, code: 'OVERLOADED', message: 'too much work at once; try again' });
      return;
    }
    inFlight += 1;
    // 'close' comes once for every answer, also where the client left before it.
    response.once('close', () => {
      inFlight -= 1;
    });
    next();
  };
}
