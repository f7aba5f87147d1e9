/** What can go wrong on the way to a record; the catalogues have plain words for each. */
export type SmartFailure =
  | 'denied'
  | 'expired'
  | 'unreachable'
  | 'notSmart'
  | 'noPkce'
  | 'badAddress'
  | 'badState'
  | 'badIssuer'
  | 'badIdToken'
  | 'refusedCode'
  | 'badToken'
  | 'noPatient'
  | 'noRecord'
  | 'tooLarge';

/** Ends a launch. Carries a code only: never a token, a code or a URL. */
export class SmartError extends Error {
  override readonly name = 'SmartError';

  constructor(readonly failure: SmartFailure) {
    super(failure);
  }
}
