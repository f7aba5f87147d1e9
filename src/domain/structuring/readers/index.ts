import type { Vocabulary } from '../../vocabulary/vocabulary.js';
import type { StructuringLexicons } from '../lexicons.js';
import type { Reader } from '../reader.js';
import { createClinicalReader } from './clinical/index.js';
import { createNumericReaders } from './numeric/index.js';

/** Every reader of the structurer. Of two equally good readings of the same words that of the earlier reader stays. */
export const createReaders = (vocabulary: Vocabulary, lexicons: StructuringLexicons): Reader[] => [
  ...createNumericReaders(vocabulary, lexicons),
  createClinicalReader(lexicons),
];
