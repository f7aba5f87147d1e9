import type { ErrorRequestHandler } from 'express';
import { answerError, type Refusal } from './answer-error.js';

interface BodyError {
  type?: string;
  limit?: number;
}

function explain(error: BodyError): Refusal | undefined {
  switch (error.type) {
    case 'entity.too.large':
      return {
        status: 413,
        code: 'TOO_LARGE',
        message: `the request body is larger than ${Math.round((error.limit ?? 0) / 1024 / 1024)} MiB`,
      };
    case 'entity.parse.failed':
      return { status: 400, code: 'BAD_REQUEST', message: 'the request body is not JSON' };
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return { status: 415, code: 'BAD_REQUEST', message: 'the encoding of the request body is not supported' };
    case 'request.aborted':
    case 'request.size.invalid':
      return { status: 400, code: 'BAD_REQUEST', message: 'the request body ended early' };
    default:
      return undefined;
  }
}

/** A body that cannot be read gets one clear error in the form of the endpoint, never the parser's own text. */
export const bodyErrors: ErrorRequestHandler = (error: unknown, request, response, next) => {
  const found = typeof error === 'object' && error !== null ? explain(error) : undefined;
  if (found) answerError(request, response, found);
  else next(error);
};
