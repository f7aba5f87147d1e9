import type { Vocabulary } from '../../../vocabulary/vocabulary.js';
import type { StructuringLexicons } from '../../lexicons.js';
import type { Reader } from '../../reader.js';

/** Readers of clinical criteria: diagnoses, stages, markers, therapies, conditions. */
export const createClinicalReaders = (_vocabulary: Vocabulary, _lexicons: StructuringLexicons): Reader[] => [];
