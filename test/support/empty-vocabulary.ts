import type { Vocabulary } from '../../src/domain/vocabulary/vocabulary.js';

const unknown = (text = ''): { unmapped: string; why: string } => ({ unmapped: text, why: 'the vocabulary is empty' });

/** A vocabulary that knows nothing, for tests of the mechanisms around it. */
export const emptyVocabulary: Vocabulary = {
  version: 'empty',
  cancers: {
    concept: () => undefined,
    isA: () => false,
    ancestors: () => [],
    depth: () => 0,
    relation: () => 'overlaps',
    fromCodings: () => unknown(),
    fromText: unknown,
    find: () => [],
  },
  genes: { resolve: unknown, fromCoding: () => unknown(), find: () => [] },
  drugs: {
    fromCodings: () => unknown(),
    fromText: unknown,
    find: () => [],
    classesOf: () => [],
    classesActingOn: () => [],
    isClass: () => false,
    isFormulationOf: () => false,
    modalityOf: () => undefined,
    halfLifeDays: () => undefined,
  },
  analytes: { get: () => undefined, fromCodings: () => unknown(), fromText: unknown, find: () => [] },
  units: { normalize: () => undefined, convert: () => undefined },
  conditions: {
    concept: () => undefined,
    isA: () => false,
    fromCodings: () => unknown(),
    fromText: unknown,
    find: () => [],
  },
};
