import type { LeafKind, LeafParameters } from '../../../src/domain/criteria/model.js';
import type { CoverageDomain } from '../../../src/domain/patient/profile.js';
import { healthWitnesses } from './witness-health.js';
import { measurementWitnesses } from './witness-measurement.js';
import { molecularWitnesses } from './witness-molecular.js';
import { treatmentWitnesses } from './witness-treatment.js';
import { tumourWitnesses } from './witness-tumour.js';
import type { Witness } from './witness.js';

export type Witnesses = { [K in LeafKind]?: (parameters: LeafParameters[K], everything: CoverageDomain[]) => Witness };

const witnesses: Witnesses = {
  ...healthWitnesses,
  ...tumourWitnesses,
  ...treatmentWitnesses,
  ...molecularWitnesses,
  ...measurementWitnesses,
};

/** Patients on whom a leaf is true, false and unknown, worked out from its parameters. */
export function leafWitness<K extends LeafKind>(
  kind: K,
  parameters: LeafParameters[K],
  everything: CoverageDomain[],
): Witness {
  const witness = witnesses[kind];
  return witness ? witness(parameters, everything) : { open: {} };
}
