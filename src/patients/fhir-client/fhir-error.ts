/** Why a record could not be pulled from a FHIR server. Codes are data: alerts and API errors go by them. */
export type FhirErrorCode =
  | 'notAllowed'
  | 'privateAddress'
  | 'redirectRefused'
  | 'authorizationFailed'
  | 'unauthorized'
  | 'notFound'
  | 'notSupported'
  | 'badRequest'
  | 'rateLimited'
  | 'serverError'
  | 'timeout'
  | 'unreachable'
  | 'tooLarge'
  | 'notFhir';

const transient: ReadonlySet<FhirErrorCode> = new Set(['rateLimited', 'serverError', 'timeout', 'unreachable']);

export interface FhirErrorDetails {
  status?: number;
  /** Milliseconds that the server asked us to wait. */
  retryAfter?: number;
  cause?: unknown;
}

/** The one error of the FHIR client. Its message names the trouble, never a token, a patient, a URL's query or a body. */
export class FhirError extends Error {
  override readonly name = 'FhirError';

  constructor(
    readonly code: FhirErrorCode,
    message: string,
    readonly details: FhirErrorDetails = {},
  ) {
    super(message, { cause: details.cause });
  }

  /** Whether the same request is worth repeating. */
  get isTransient(): boolean {
    return transient.has(this.code);
  }
}

export const isFhirError = (error: unknown, ...codes: FhirErrorCode[]): error is FhirError =>
  error instanceof FhirError && (codes.length === 0 || codes.includes(error.code));
