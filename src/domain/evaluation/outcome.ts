import type { Basis, Section } from '../criteria/model.js';

export type Outcome = 'PASS' | 'FAIL' | 'UNKNOWN';

/** Why an answer is unknown. Six of them keep "not in the record" apart: missing, notTested, notCovered, stale, incomparable, conflicting. */
export type Reason =
  | 'missing'
  | 'notTested'
  | 'notCovered'
  | 'stale'
  | 'incomparable'
  | 'conflicting'
  | 'ambiguousMapping'
  | 'attestation'
  | 'unparsed'
  | 'borderline'
  | 'lowConfidence';

export interface Evidence {
  resource: string;
  path?: string;
  value: string;
  date?: string;
  note?: string;
}

export interface CriterionResult {
  id: string;
  scope: string;
  section: Section;
  kinds: string[];
  outcome: Outcome;
  reason?: Reason;
  presumed?: true;
  recoverable?: boolean;
  /** First day on which the outcome can be PASS by the passing of time alone. */
  eligibleFrom?: string;
  basis: Basis;
  confidence: number;
  text: string;
  span?: [number, number];
  evidence: Evidence[];
}
