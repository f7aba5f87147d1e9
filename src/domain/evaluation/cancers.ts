import type { ConceptRef } from '../criteria/model.js';
import { remembered } from '../logic/remembered.js';
import { any, type Truth } from '../logic/truth.js';
import type { CancerFact } from '../patient/profile.js';
import type { CancerVocabulary } from '../vocabulary/vocabulary.js';
import type { PatientContext } from './patient-context.js';

const over = new Set(['resolved', 'inactive', 'history']);
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

const relationTruth = { within: 'true', overlaps: 'unknown', disjoint: 'false' } as const;

/** An NCIt code that is no node of the tree: the diagnosis carries it, or it stays open. */
function hasNcit(fact: CancerFact, code: string, cancers: CancerVocabulary): Truth {
  const own = [fact.concept, ...cancers.ancestors(fact.concept.code).map((node) => cancers.concept(node))];
  return own.some((concept) => concept?.ncit?.includes(code)) ? 'true' : 'unknown';
}

/** What a criterion names, sorted once by how it is compared. */
interface Targets {
  /** Names that a boolean matcher compares letter by letter, in lower case. */
  names: ReadonlySet<string>;
  nodes: readonly string[];
  anyCancer: boolean;
  others: readonly string[];
}

function targetsOf(refs: readonly ConceptRef[], cancers: CancerVocabulary): Targets {
  const asked = refs.map((target) => (typeof target === 'string' ? { code: target, system: undefined } : target));
  const codes = asked.flatMap(({ code, system }) => (system === 'text' ? [] : code));
  const nodes = codes.filter((code) => cancers.concept(code) !== undefined);
  return {
    names: new Set(asked.flatMap(({ code, system }) => (system === 'text' ? code.toLowerCase() : []))),
    nodes,
    anyCancer: nodes.includes('any'),
    others: codes.filter((code) => !nodes.includes(code)),
  };
}

const folded = remembered((text) => text.toLowerCase(), 20_000);

/** The recorded words or the concept's own name. */
function isNamed({ recorded, concept }: CancerFact, names: ReadonlySet<string>): Truth {
  if (names.has(folded(concept.name)) || (recorded !== undefined && names.has(folded(recorded)))) return 'true'; // prettier-ignore
  return concept.system === 'text' ? 'unknown' : 'false';
}

function isTarget(fact: CancerFact, targets: Targets, cancers: CancerVocabulary): Truth {
  const { names, nodes, anyCancer, others } = targets;
  const truths: Truth[] = others.map((code) => hasNcit(fact, code, cancers));
  if (names.size > 0) truths.push(isNamed(fact, names));
  if (nodes.length > 0) {
    const inTree = cancers.concept(fact.concept.code) !== undefined;
    const has = [fact.concept.code, ...(fact.concept.alsoCodes ?? [])];
    truths.push(anyCancer ? 'true' : inTree ? relationTruth[cancers.relation(has, nodes)] : 'unknown');
  }
  return any(truths);
}

/** Diagnoses of which a criterion keeps the answer: more than the tree has nodes, few enough to forget nothing often. */
const KEPT_ANSWERS = 2000;

/**
 * Tells whether a cancer is one of the kinds asked for: true at or below one of them, unknown where the diagnosis is
 * coarser than the kind ("lung cancer" against adenocarcinoma of the lung) or could not be mapped, false on another
 * branch. Equal diagnoses of different patients are compared once.
 */
export function cancerMatcher(refs: readonly ConceptRef[], cancers: CancerVocabulary): (fact: CancerFact) => Truth {
  const targets = targetsOf(refs, cancers);
  // Names are found in a set; there is nothing to keep.
  if (targets.nodes.length === 0 && targets.others.length === 0) return (fact) => isNamed(fact, targets.names);
  const kept = new Map<string, Truth>();
  return (fact) => {
    const { code, alsoCodes, ncit, name } = fact.concept;
    const plain = targets.names.size === 0 && targets.others.length === 0 && alsoCodes === undefined;
    const key = plain ? code : [code, alsoCodes, ncit, name, fact.concept.system, fact.recorded].join('|');
    let truth = kept.get(key);
    if (truth === undefined) {
      if (kept.size >= KEPT_ANSWERS) kept.clear();
      kept.set(key, (truth = isTarget(fact, targets, cancers)));
    }
    return truth;
  };
}
