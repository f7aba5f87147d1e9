/** Why a registry could not be read. Codes are data: reports, tests and alerts go by them. */
export type RegistryErrorCode =
  | 'timeout'
  | 'unreachable'
  | 'rateLimited'
  | 'serverError'
  | 'circuitOpen'
  | 'badRequest'
  | 'refused'
  | 'notFound'
  | 'movedRecord'
  | 'notJson'
  | 'truncated'
  | 'tooLarge'
  | 'schemaDrift'
  | 'staleToken'
  | 'dataChanged'
  | 'incomplete'
  | 'tooManyRemovals';

/** Trouble that may pass by itself, so that the same request is worth repeating. */
const transient: ReadonlySet<RegistryErrorCode> = new Set([
  'timeout',
  'unreachable',
  'rateLimited',
  'serverError',
  'notJson',
  'truncated',
]);

export interface RegistryErrorDetails {
  /** HTTP status, where there was an answer. */
  status?: number;
  /** Milliseconds that the registry asked us to wait. */
  retryAfter?: number;
  location?: string;
  cause?: unknown;
}

/** The one error that adapters throw. Its message names the registry and the trouble, never a key or a whole body. */
export class RegistryError extends Error {
  override readonly name = 'RegistryError';

  constructor(
    readonly code: RegistryErrorCode,
    message: string,
    readonly details: RegistryErrorDetails = {},
  ) {
    super(message, { cause: details.cause });
  }

  get isTransient(): boolean {
    return transient.has(this.code);
  }
}

export const isRegistryError = (error: unknown, ...codes: RegistryErrorCode[]): error is RegistryError =>
  error instanceof RegistryError && (codes.length === 0 || codes.includes(error.code));
