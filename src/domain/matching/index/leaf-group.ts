import type { CompiledLeaf } from '../../evaluation/compiled-leaf.js';
import type { PatientContext } from '../../evaluation/patient-context.js';
import { codeOf, type TruthCode } from './truth-code.js';

/** Leaves that are found together: each group knows which of its leaves a record can answer otherwise than an empty one. */
export interface LeafGroup {
  /** Puts the answers in the place of those of an empty record with the same coverage. */
  answer(patient: PatientContext, codes: Uint8Array): void;
}

export interface Members {
  /** All leaves of the index. */
  leaves: readonly CompiledLeaf[];
  /** Numbers of those of the group, ascending. */
  numbers: readonly number[];
}

/** Judges one leaf by itself. */
export const judge = ({ leaves }: Members, number: number, patient: PatientContext): TruthCode =>
  codeOf((leaves[number] as CompiledLeaf).judge(patient));

/** Entries of lists (a drug, a condition) are few kinds of things: the leaves that each may meet are looked for once. */
export const KEPT_ENTRIES = 10_000;
