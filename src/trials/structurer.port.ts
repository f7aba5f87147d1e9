import type { EligibilityDocument } from '../domain/criteria/model.js';
import type { StructuringInput } from '../domain/structuring/input.js';
import type { TrialRecord } from './trial-record.port.js';

/** What a trial is about, in codes of the vocabulary. */
export interface SubjectTerms {
  cancers: string[];
  genes: string[];
  drugs: string[];
}

/** Turns registry text into an eligibility document. Deterministic: same input and versions, same document. */
export interface Structurer {
  readonly version: string;
  readonly vocabularyVersion: string;
  structure(input: StructuringInput): EligibilityDocument;
  subject(record: TrialRecord, document: EligibilityDocument): SubjectTerms;
}
