import type { CriterionResult } from '../evaluation/outcome.js';
import type { Unmapped } from '../patient/profile.js';

/** HL7 match-grade codes. */
export type Grade = 'certain' | 'probable' | 'possible' | 'certainly-not';

export interface TrialMatch {
  trial: { registry: string; id: string; version: string; title?: string; status?: string };
  grade: Grade;
  /** Probability that the patient meets all hard criteria, 0..1. */
  score: number;
  recoverable?: boolean;
  eligibleFrom?: string;
  review?: string[];
  scopes: { id: string; grade: Grade; score: number }[];
  criteria?: CriterionResult[];
  wouldSettle: { fact: string; kind: string; criteria: string[] }[];
  rank: Record<string, number | string>;
}

export interface MatchReport {
  patient: string;
  asOf: string;
  engine: string;
  vocabulary: string;
  counts: Record<Grade, number>;
  matches: TrialMatch[];
  wouldSettle: { fact: string; trials: number }[];
  unmapped: Unmapped[];
}
