import type { EligibilityDocument } from '../domain/criteria/model.js';
import type { StructuringInput } from '../domain/structuring/input.js';
import type { TrialRecord } from './trial-record.port.js';

/** What a trial is about, in codes of the vocabulary. */
export interface SubjectTerms {
  cancers: string[];
  genes: string[];
  drugs: string[];
}

/** A document, or why there is none. */
export type Structured = { document: EligibilityDocument } | { error: string };

/** Turns registry text into an eligibility document. Deterministic: same input and versions, same document. */
export interface Structurer {
  readonly version: string;
  readonly vocabularyVersion: string;
  structure(input: StructuringInput): EligibilityDocument;
  /** Many at once, in the order of the inputs; a text that cannot be structured does not cost the others. */
  structureAll(inputs: readonly StructuringInput[]): Promise<Structured[]>;
  subject(record: TrialRecord, document: EligibilityDocument): SubjectTerms;
}
