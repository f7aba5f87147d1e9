import type { EligibilityDocument } from '../domain/criteria/model.js';
import type { StructuringInput } from '../domain/structuring/input.js';
import type { StructuringLexicons } from '../domain/structuring/lexicons.js';
import { structure, structurerVersion } from '../domain/structuring/structure.js';
import type { Vocabulary } from '../domain/vocabulary/vocabulary.js';
import { StructuringPool } from './structuring-pool.js';
import type { Structured, Structurer, SubjectTerms } from './structurer.port.js';
import { subjectTerms } from './subject-terms.js';
import type { TrialRecord } from './trial-record.port.js';

/** The structurer of the domain with the shipped vocabulary and lexicons, which is what its threads load too. */
export class TextStructurer implements Structurer {
  readonly version = structurerVersion;
  readonly vocabularyVersion: string;
  private readonly pool = new StructuringPool(this);

  constructor(
    private readonly vocabulary: Vocabulary,
    private readonly lexicons: StructuringLexicons,
  ) {
    this.vocabularyVersion = vocabulary.version;
  }

  structure(input: StructuringInput): EligibilityDocument {
    return structure(input, this.vocabulary, this.lexicons);
  }

  structureAll(inputs: readonly StructuringInput[]): Promise<Structured[]> {
    return this.pool.structure(inputs);
  }

  subject(record: TrialRecord, document: EligibilityDocument): SubjectTerms {
    return subjectTerms(record, document, this.vocabulary);
  }
}
