import type { LeafKind, LeafParameters } from '../criteria/model.js';
import type { Vocabulary } from '../vocabulary/vocabulary.js';
import type { PatientContext } from './patient-context.js';
import type { Verdict } from './verdict.js';

/** Judges one patient on one leaf. */
export type Judge = (patient: PatientContext) => Verdict;

/** Everything about a leaf that does not depend on the patient is worked out here, once. */
export type KindCompiler<K extends LeafKind> = (parameters: LeafParameters[K], vocabulary: Vocabulary) => Judge;

export type KindCompilers = { [K in LeafKind]: KindCompiler<K> };
