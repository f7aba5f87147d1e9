import type { z } from 'zod';
import type { CoverageDomain, FactKind } from '../patient/profile.js';
import type { LeafKind, LeafParameters } from './model.js';

/**
 * What a kind makes of a record that does not say.
 * - `unknown`: it stays open.
 * - `measure`: it stays open and a new measurement settles it.
 * - `list`: a matching entry decides; none is "no" only where the record covers the list, and then as a presumption.
 * - `tested`: never tested and not on the panel stay open; tested negative is an answer.
 * - `attest`: nobody but a person can say.
 */
export type AbsencePolicy = 'unknown' | 'measure' | 'list' | 'tested' | 'attest';

/**
 * How far a presumed absence reaches: `bothWays` lets pass and excludes, `letsThrough` may let a patient pass an
 * exclusion but never excludes anybody ("no brain metastasis listed" is no proof that there is none).
 */
export type PresumptionReach = 'none' | 'letsThrough' | 'bothWays';

/** Everything the language knows of a kind, apart from how a patient is judged on it. */
export interface KindDefinition<K extends LeafKind> {
  kind: K;
  /** Heading under which docs/criteria-kinds.md lists it. */
  area: 'person' | 'tumour' | 'treatment' | 'molecular' | 'measurement' | 'health' | 'other';
  schema: z.ZodType<LeafParameters[K]>;
  reads: readonly (FactKind | 'birthDate' | 'sex')[];
  absence: AbsencePolicy;
  presumption: PresumptionReach;
  /** Domains that must be covered for a presumption. */
  coveredBy?: readonly CoverageDomain[];
  /** Time or treatment can change a patient's answer. */
  recoverable: boolean;
  /** One line for a trial coordinator: what the leaf asks. */
  coordinator(parameters: LeafParameters[K]): string;
  /** The same for the patient, in plain words (about grade 8). */
  patient(parameters: LeafParameters[K]): string;
}

export type KindDefinitions = { [K in LeafKind]: KindDefinition<K> };
