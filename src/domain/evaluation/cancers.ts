import type { ConceptRef } from '../criteria/model.js';
import { any, type Truth } from '../logic/truth.js';
import type { CancerFact } from '../patient/profile.js';
import type { CancerVocabulary } from '../vocabulary/vocabulary.js';
import type { PatientContext } from './patient-context.js';

const over = new Set(['resolved', 'inactive']);
const ruledOut = new Set(['refuted', 'entered-in-error']);

/** Primary cancers that are not ruled out. */
export const primariesOf = (patient: PatientContext): readonly CancerFact[] =>
  patient.memo('primary cancers', () =>
    patient
      .facts('cancer')
      .filter((fact) => fact.role === 'primary' && !ruledOut.has(fact.verification?.toLowerCase() ?? '')),
  );

/** The cancers a patient has now: a resolved earlier one does not speak for a patient who has another. */
export const currentCancers = (patient: PatientContext): readonly CancerFact[] =>
  patient.memo('current cancers', () => {
    const primaries = primariesOf(patient);
    const current = primaries.filter((fact) => !over.has(fact.clinicalStatus?.toLowerCase() ?? ''));
    return current.length > 0 ? current : primaries;
  });

/**
 * Nodes of OncoTree that name a tissue without saying more ("Invasive Breast Carcinoma, NOS"): a diagnosis coded so may be
 * any of its siblings. Other NOS nodes (DLBCL, NOS; PTCL, NOS; AML, NOS) are entities of their own.
 */
const UNSPECIFIED: ReadonlySet<string> = new Set([
  'BNNOS',
  'BRCANOS',
  'BRCNOS',
  'GNOS',
  'HGGNOS',
  'LGGNOS',
  'MBLNOS',
  'SARCNOS',
  'RCSNOS',
  'CUPNOS',
]);

/** The node whose descendants a code can mean: itself, or its parent where it only says "not otherwise specified". */
function breadth(code: string, cancers: CancerVocabulary): string {
  const parent = UNSPECIFIED.has(code) ? cancers.ancestors(code)[1] : undefined;
  return parent ?? code;
}

/**
 * Whether a cancer is of a kind: true at or below it, unknown where the diagnosis is coarser than the kind asked for
 * ("lung cancer" against adenocarcinoma of the lung), false on another branch.
 */
export function isOfKind(fact: CancerFact, target: ConceptRef, cancers: CancerVocabulary): Truth {
  const { code, system } = typeof target === 'string' ? { code: target, system: undefined } : target;
  if (system === 'text') {
    const name = code.toLowerCase();
    const same = fact.recorded?.toLowerCase() === name || fact.concept.name.toLowerCase() === name;
    return same ? 'true' : fact.concept.system === 'text' ? 'unknown' : 'false';
  }
  if (code === 'any') return 'true';
  const own = fact.concept;
  if (own.code === code || own.ncit?.includes(code)) return 'true';
  if (own.system !== 'oncotree') return 'unknown';
  if (system !== 'ncit' && cancers.isA(own.code, breadth(code, cancers))) return 'true';
  if (system === 'ncit') {
    const sameNcit = cancers.ancestors(own.code).some((node) => cancers.concept(node)?.ncit?.includes(code));
    return sameNcit ? 'true' : 'unknown';
  }
  return cancers.isA(code, breadth(own.code, cancers)) ? 'unknown' : 'false';
}

export const isOfAnyKind = (fact: CancerFact, targets: readonly ConceptRef[], cancers: CancerVocabulary): Truth =>
  any(targets.map((target) => isOfKind(fact, target, cancers)));
