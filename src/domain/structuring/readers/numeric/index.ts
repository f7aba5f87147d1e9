import type { Vocabulary } from '../../../vocabulary/vocabulary.js';
import type { StructuringLexicons } from '../../lexicons.js';
import type { Reader } from '../../reader.js';

/** Readers of numeric criteria: age, performance status, laboratory values, vital signs, scales. */
export const createNumericReaders = (_vocabulary: Vocabulary, _lexicons: StructuringLexicons): Reader[] => [];
