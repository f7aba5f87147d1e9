import type { EligibilityDocument } from '../domain/criteria/model.js';
import type { StructuringInput } from '../domain/structuring/input.js';
import type { StructuringLexicons } from '../domain/structuring/lexicons.js';
import { structure, structurerVersion } from '../domain/structuring/structure.js';
import type { Vocabulary } from '../domain/vocabulary/vocabulary.js';
import type { Structurer, SubjectTerms } from './structurer.port.js';
import { subjectTerms } from './subject-terms.js';
import type { TrialRecord } from './trial-record.port.js';

/** The structurer of the domain with one vocabulary and its lexicons. */
export class TextStructurer implements Structurer {
  readonly version = structurerVersion;
  readonly vocabularyVersion: string;

  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly lexicons: StructuringLexicons,
  ) {
    this.vocabularyVersion = vocabulary.version;
  }

  structure(input: StructuringInput): EligibilityDocument {
    return structure(input, this.vocabulary, this.lexicons);
  }

  subject(record: TrialRecord, document: EligibilityDocument): SubjectTerms {
    return subjectTerms(record, document, this.vocabulary);
  }
}
