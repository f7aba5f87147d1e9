import type { Path } from '../check-shape.js';

export type Severity = 'error' | 'warning';

/** Rules of the linter; `shape` stands for all that the schema refuses. */
export type Rule =
  | 'shape'
  | 'duplicateId'
  | 'unknownScope'
  | 'emptyGroup'
  | 'emptyRange'
  | 'boundless'
  | 'contradiction'
  | 'tautology'
  | 'unreachable'
  | 'doubleNegation'
  | 'unknownCode'
  | 'unknownUnit'
  | 'unitMismatch'
  | 'implausible'
  | 'spanOutsideText'
  | 'textChanged'
  | 'keyWithoutConcept'
  | 'basis';

export interface Finding {
  severity: Severity;
  rule: Rule;
  message: string;
  /** Id of the criterion, where it is about one. */
  criterion?: string;
  /** Place in the document; the command turns it into a line. */
  path: Path;
}
