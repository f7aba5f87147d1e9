import type { LeafKind, LeafParameters, VariantParameters } from '../criteria/model.js';
import type { CompiledLeaf } from '../evaluation/compiled-leaf.js';
import type { PatientContext } from '../evaluation/patient-context.js';
import type { CancerVocabulary } from '../vocabulary/vocabulary.js';

/** A leaf that asks for a biomarker, with how specifically: 3 variant, 2 gene, 1 signature or expression. */
export interface BiomarkerRef {
  criterion: number;
  leaf: CompiledLeaf;
  rank: number;
}

export interface CancerLeafRef {
  criterion: number;
  leaf: CompiledLeaf;
  /** Codes that the trial names. */
  codes: readonly string[];
}

const GENE_LEVEL = new Set(['any', 'mutation', 'copyNumber', 'rearrangement', 'oncogenic']);

/** How specifically a leaf names a biomarker; 0 where it names none or asks for its absence. */
export function biomarkerRank(leaf: CompiledLeaf): number {
  if (leaf.kind === 'signature' || leaf.kind === 'expression') return 1;
  if (leaf.kind !== 'variant') return 0;
  const variant = leaf.parameters as VariantParameters;
  if (variant.is !== 'present') return 0;
  return GENE_LEVEL.has(variant.alteration.type) ? 2 : 3;
}

export function cancerCodes(leaf: CompiledLeaf): string[] {
  if (leaf.kind !== ('cancer' satisfies LeafKind)) return [];
  const { anyOf } = leaf.parameters as LeafParameters['cancer'];
  return (anyOf ?? []).map((concept) => (typeof concept === 'string' ? concept : concept.code));
}

/** Worse than any depth: the trial names only solid or haematological tumours; any cancer; none that the patient is known to have. */
const GROUP_DISTANCE: Readonly<Record<string, number>> = { solid: 90, hematologic: 90, any: 91 };
export const NO_CANCER_NAMED = 99;

/** Levels between each of the patient's cancers and its ancestors: 0 is the diagnosis itself, generic groups last. */
export function ancestorDistances(patient: PatientContext, cancers: CancerVocabulary): ReadonlyMap<string, number> {
  const distances = new Map<string, number>();
  for (const fact of patient.facts('cancer'))
    for (const [i, code] of cancers.ancestors(fact.concept.code).entries()) {
      const distance = GROUP_DISTANCE[code] ?? i;
      distances.set(code, Math.min(distance, distances.get(code) ?? Infinity));
    }
  return distances;
}

/** How far above the patient's cancer the nearest of the named codes lies. */
export const cancerDistance = (codes: readonly string[], distances: ReadonlyMap<string, number>): number =>
  codes.reduce((nearest, code) => Math.min(nearest, distances.get(code) ?? NO_CANCER_NAMED), NO_CANCER_NAMED);
