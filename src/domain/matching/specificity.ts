import type { LeafKind, LeafParameters, VariantParameters } from '../criteria/model.js';
import type { CompiledLeaf } from '../evaluation/compiled-leaf.js';
import type { PatientContext } from '../evaluation/patient-context.js';
import type { CancerVocabulary } from '../vocabulary/vocabulary.js';

/** How well a trial's biomarkers fit the patient, best last: none, a gene or its drugs named, signature or expression, gene, variant. */
export const BIOMARKER = { none: 0, named: 1, signature: 2, gene: 3, variant: 4 } as const;

/** A leaf that asks for a biomarker, with how specifically, as `BIOMARKER` has it. */
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

/** How specifically a leaf names a biomarker, as `BIOMARKER` has it; none where it names none or asks for its absence. */
export function biomarkerRank(leaf: CompiledLeaf): number {
  if (leaf.kind === 'signature' || leaf.kind === 'expression') return BIOMARKER.signature;
  if (leaf.kind !== 'variant') return BIOMARKER.none;
  const variant = leaf.parameters as VariantParameters;
  if (variant.is !== 'present') return BIOMARKER.none;
  return GENE_LEVEL.has(variant.alteration.type) ? BIOMARKER.gene : BIOMARKER.variant;
}

export function cancerCodes(leaf: CompiledLeaf): string[] {
  if (leaf.kind !== ('cancer' satisfies LeafKind)) return [];
  const { anyOf } = leaf.parameters as LeafParameters['cancer'];
  return (anyOf ?? []).map((concept) => (typeof concept === 'string' ? concept : concept.code));
}

/** Worse than any depth: the trial names only solid or haematological tumours; any cancer. */
const GROUP_DISTANCE: Readonly<Record<string, number>> = { solid: 90, hematologic: 90, any: 91 };
export const NO_CANCER_NAMED = 99;
/** All that the trial names, by readings that may not exclude, is another cancer than the patient's. */
export const OTHER_CANCER = 100;

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

/** Worse than any ancestor, better than a group: the trial names a kind of what the record states ("lung cancer" for NSCLC). */
const NARROWER = 40;

/** How far below one of the patient's cancers the nearest of the named codes lies. */
export function narrowerDistance(codes: readonly string[], patient: PatientContext, cancers: CancerVocabulary): number {
  const levels = patient
    .facts('cancer')
    .flatMap(({ concept }) => [concept.code, ...(concept.alsoCodes ?? [])])
    .flatMap((own) =>
      codes.filter((code) => cancers.isA(code, own)).map((code) => cancers.depth(code) - cancers.depth(own)),
    );
  return levels.length === 0 ? NO_CANCER_NAMED : NARROWER + Math.min(...levels);
}

/** How far above the patient's cancer the nearest of the named codes lies. */
export const cancerDistance = (codes: readonly string[], distances: ReadonlyMap<string, number>): number =>
  codes.reduce((nearest, code) => Math.min(nearest, distances.get(code) ?? NO_CANCER_NAMED), NO_CANCER_NAMED);
