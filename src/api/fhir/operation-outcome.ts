/** FHIR's own form of an error. */
export interface OperationOutcome {
  resourceType: 'OperationOutcome';
  issue: { severity: 'error' | 'fatal'; code: string; diagnostics: string; expression?: string[] }[];
}

/** An expected failure of a FHIR interaction: HTTP status, issue type (http://hl7.org/fhir/issue-type) and words. */
export class FhirError extends Error {
  override readonly name = 'FhirError';

  constructor(
    readonly status: number,
    readonly code:
      | 'invalid'
      | 'required'
      | 'login'
      | 'forbidden'
      | 'not-found'
      | 'not-supported'
      | 'too-long'
      | 'throttled'
      | 'transient'
      | 'processing'
      | 'exception',
    message: string,
    readonly expression?: string,
  ) {
    super(message);
  }
}

export const operationOutcome = ({ code, message, expression }: FhirError): OperationOutcome => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code, diagnostics: message, ...(expression && { expression: [expression] }) }],
});
