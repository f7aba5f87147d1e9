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

const refOf = (target: ConceptRef): Exclude<ConceptRef, string> =>
  typeof target === 'string' ? { code: target } : target;

/** A name that a boolean matcher compares letter by letter: the recorded words or the concept's own name. */
function isNamed(fact: CancerFact, name: string): Truth {
  const asked = name.toLowerCase();
  if (fact.recorded?.toLowerCase() === asked || fact.concept.name.toLowerCase() === asked) return 'true';
  return fact.concept.system === 'text' ? 'unknown' : 'false';
}

const relationTruth = { within: 'true', overlaps: 'unknown', disjoint: 'false' } as const;

/** An NCIt code that is no node of the tree: the diagnosis carries it, or it stays open. */
function hasNcit(fact: CancerFact, code: string, cancers: CancerVocabulary): Truth {
  const own = [fact.concept, ...cancers.ancestors(fact.concept.code).map((node) => cancers.concept(node))];
  return own.some((concept) => concept?.ncit?.includes(code)) ? 'true' : 'unknown';
}

/**
 * Whether a cancer is one of the kinds asked for: true at or below one of them, unknown where the diagnosis is coarser
 * than the kind ("lung cancer" against adenocarcinoma of the lung) or could not be mapped, false on another branch.
 */
export function isOfAnyKind(fact: CancerFact, targets: readonly ConceptRef[], cancers: CancerVocabulary): Truth {
  const refs = targets.map(refOf);
  const names = refs.filter(({ system }) => system === 'text').map(({ code }) => isNamed(fact, code));
  const codes = refs.flatMap(({ code, system }) => (system === 'text' ? [] : code));
  const nodes = codes.filter((code) => cancers.concept(code) !== undefined);
  const others = codes.filter((code) => !nodes.includes(code)).map((code) => hasNcit(fact, code, cancers));
  const inTree = cancers.concept(fact.concept.code) !== undefined;
  const has = [fact.concept.code, ...(fact.concept.alsoCodes ?? [])];
  const related: Truth[] =
    nodes.length === 0
      ? []
      : [nodes.includes('any') ? 'true' : inTree ? relationTruth[cancers.relation(has, nodes)] : 'unknown'];
  return any([...names, ...related, ...others]);
}
