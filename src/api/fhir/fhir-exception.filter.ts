import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import type { Response } from 'express';
import type { Logger } from 'pino';
import { LOG } from '../../observability/log.module.js';
import { FhirError, operationOutcome } from './operation-outcome.js';

/** Issue types of refusals (http://hl7.org/fhir/issue-type). */
const ISSUES: Record<number, FhirError['code']> = { 401: 'login', 403: 'forbidden' };

function asFhirError(error: unknown): FhirError | undefined {
  if (error instanceof FhirError) return error;
  if (error instanceof HttpException)
    return new FhirError(error.getStatus(), ISSUES[error.getStatus()] ?? 'processing', error.message);
  return undefined;
}

/** Every failure of a FHIR interaction as an OperationOutcome; unexpected ones are masked. */
@Catch()
export class FhirExceptionFilter implements ExceptionFilter {
  constructor(@Inject(LOG) private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const known = asFhirError(error);
    if (!known)
      this.log.error({ kind: error instanceof Error ? error.name : typeof error }, 'a FHIR interaction failed');
    const shown = known ?? new FhirError(500, 'exception', 'internal error');
    host
      .switchToHttp()
      .getResponse<Response>()
      .status(shown.status)
      .type('application/fhir+json')
      .send(JSON.stringify(operationOutcome(shown)));
  }
}
