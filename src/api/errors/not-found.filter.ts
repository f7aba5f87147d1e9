import { type ArgumentsHost, Catch, type ExceptionFilter, NotFoundException } from '@nestjs/common';
import type { Request, Response } from 'express';
import { answerError } from './answer-error.js';

/** How Nest's own words begin. */
const UNKNOWN_ADDRESS = 'Cannot ';

/** An address that there is not is not repeated: it may hold a name. */
@Catch(NotFoundException)
export class NotFoundFilter implements ExceptionFilter {
  catch(error: NotFoundException, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    answerError(http.getRequest<Request>(), http.getResponse<Response>(), {
      status: 404,
      code: 'NOT_FOUND',
      message: error.message.startsWith(UNKNOWN_ADDRESS) ? 'there is nothing at this address' : error.message,
    });
  }
}
