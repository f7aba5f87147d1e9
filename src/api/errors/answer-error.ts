import type { Request, Response } from 'express';
import { FhirError, operationOutcome } from '../fhir/operation-outcome.js';

/** A refusal before anything of the request is looked at. */
export interface Refusal {
  status: number;
  /** Stable code, as in `extensions.code`. */
  code: string;
  message: string;
}

const ISSUES: Record<number, FhirError['code']> = { 413: 'too-long', 429: 'throttled', 503: 'transient' };

/** Answers in the form of the interface that was asked: OperationOutcome, `{error}` or GraphQL errors. */
export function answerError(request: Request, response: Response, { status, code, message }: Refusal): void {
  response.status(status);
  if (request.path.startsWith('/fhir')) {
    const outcome = operationOutcome(new FhirError(status, ISSUES[status] ?? 'invalid', message));
    response.type('application/fhir+json').send(JSON.stringify(outcome));
  } else response.json({ errors: [{ message, extensions: { code } }] });
}
