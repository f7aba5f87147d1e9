import { registerEnumType } from '@nestjs/graphql';

export const GradeValue = {
  CERTAIN: 'certain',
  PROBABLE: 'probable',
  POSSIBLE: 'possible',
  CERTAINLY_NOT: 'certainly-not',
} as const;

registerEnumType(GradeValue, {
  name: 'Grade',
  description: 'The verdict on a trial, as HL7 match grades.',
  valuesMap: {
    CERTAIN: { description: 'Every criterion passes on recorded facts.' },
    PROBABLE: { description: 'Nothing stands in the way, every key criterion passes and the score is at least 0.75.' },
    POSSIBLE: { description: 'Nothing that is known stands in the way, but something that matters is unknown.' },
    CERTAINLY_NOT: { description: 'At least one hard criterion fails.' },
  },
});

export const OutcomeValue = { PASS: 'PASS', FAIL: 'FAIL', UNKNOWN: 'UNKNOWN' } as const;

registerEnumType(OutcomeValue, {
  name: 'Outcome',
  description: 'The outcome of one criterion for one patient.',
  valuesMap: {
    PASS: { description: 'Does not stand in the way, for inclusion and exclusion criteria alike.' },
    FAIL: { description: 'Stands in the way.' },
    UNKNOWN: { description: 'The record does not settle it; `reason` says why.' },
  },
});

export const SectionValue = { INCLUSION: 'inclusion', EXCLUSION: 'exclusion', REGISTRY: 'registry' } as const;

registerEnumType(SectionValue, {
  name: 'Section',
  description: 'Where a criterion stands.',
  valuesMap: {
    INCLUSION: { description: 'The inclusion criteria of the text.' },
    EXCLUSION: { description: 'The exclusion criteria of the text.' },
    REGISTRY: { description: 'A structured field of the registry, such as the minimum age.' },
  },
});

export const AudienceValue = { COORDINATOR: 'coordinator', PATIENT: 'patient' } as const;

registerEnumType(AudienceValue, {
  name: 'Audience',
  description: 'Who reads a sentence.',
  valuesMap: {
    COORDINATOR: { description: 'Somebody who knows the terms; exact.' },
    PATIENT: { description: 'The patient; plain words.' },
  },
});

export const BasisValue = { CURATED: 'curated', CODED: 'coded', PARSED: 'parsed', UNPARSED: 'unparsed' } as const;

registerEnumType(BasisValue, {
  name: 'Basis',
  description: 'How a criterion got its computable form.',
  valuesMap: {
    CURATED: {
      description:
        'Written or corrected sentence by sentence; the file under criteria/curated or CURATION_FOLDER says by whom and when.',
    },
    CODED: { description: 'Coded by the registry.' },
    PARSED: { description: 'Read from the text by the structurer.' },
    UNPARSED: { description: 'Not understood; kept whole and always UNKNOWN.' },
  },
});
