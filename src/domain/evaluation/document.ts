import type { Criterion, EligibilityDocument, LeafKind } from '../criteria/model.js';
import { isoDay } from '../logic/day.js';
import { not } from '../logic/truth.js';
import type { Vocabulary } from '../vocabulary/vocabulary.js';
import type { CompiledLeaf } from './compiled-leaf.js';
import { decide, reasonOf, type Decision } from './decision.js';
import type { CriterionResult, Evidence, Outcome, Reason } from './outcome.js';
import type { PatientContext } from './patient-context.js';
import { compileExpression, leavesOf, type LeafTable, type Program } from './program.js';
import { evidenceFor, type Verdict } from './verdict.js';

export interface CompiledCriterion {
  criterion: Criterion;
  program: Program;
  leaves: readonly CompiledLeaf[];
  kinds: readonly LeafKind[];
}

export interface CompiledDocument {
  document: EligibilityDocument;
  criteria: readonly CompiledCriterion[];
}

/** Below this a reading is too unsure to exclude anybody. */
export const EXCLUDING_CONFIDENCE = 0.8;

/** Whether this criterion can FAIL a patient at all. */
export const canExclude = (criterion: Pick<Criterion, 'requirement' | 'confidence'>): boolean =>
  criterion.requirement === 'hard' && criterion.confidence >= EXCLUDING_CONFIDENCE;

/**
 * Compiles every criterion of a document. Give one `table` to all documents to share equal leaves between trials.
 * Throws RangeError with the criterion's id where an expression cannot be compiled.
 */
export function compileDocument(
  document: EligibilityDocument,
  vocabulary: Vocabulary,
  table: LeafTable = new Map(),
): CompiledDocument {
  const criteria = document.criteria.map((criterion) => {
    const program = compileExpression(criterion.when, criterion.section, vocabulary, table);
    const leaves = leavesOf(program);
    return { criterion, program, leaves, kinds: [...new Set(leaves.map((leaf) => leaf.kind))] };
  });
  return { document, criteria };
}

/** The section turns the condition: an exclusion criterion passes where its condition is false. */
export function outcomeOf(criterion: Criterion, decision: Decision): { outcome: Outcome; reason?: Reason } {
  const met = criterion.section === 'exclusion' ? not(decision.truth) : decision.truth;
  if (met === 'true') return { outcome: 'PASS' };
  if (met === 'unknown') return { outcome: 'UNKNOWN', reason: reasonOf(decision.deciding) };
  return canExclude(criterion) ? { outcome: 'FAIL' } : { outcome: 'UNKNOWN', reason: 'lowConfidence' };
}

function distinctEvidence(decision: Decision): Evidence[] {
  const seen = new Map<string, Evidence>();
  for (const { verdict } of decision.deciding)
    for (const evidence of evidenceFor(verdict)) seen.set(JSON.stringify(evidence), evidence);
  return [...seen.values()];
}

/** Puts a decision in the contract's words: outcome, reason, evidence of the leaves that made it so. */
export function criterionResult(compiled: CompiledCriterion, decision: Decision): CriterionResult {
  const { criterion } = compiled;
  const { outcome, reason } = outcomeOf(criterion, decision);
  const open = outcome !== 'PASS';
  return {
    id: criterion.id,
    scope: criterion.scope,
    section: criterion.section,
    kinds: [...compiled.kinds],
    outcome,
    ...(reason !== undefined && { reason }),
    ...(decision.presumed && decision.truth !== 'unknown' && { presumed: true as const }),
    ...(open && { recoverable: decision.recoverable }),
    ...(outcome === 'FAIL' && decision.turnsOn !== undefined && { eligibleFrom: isoDay(decision.turnsOn) }),
    basis: criterion.basis,
    confidence: criterion.confidence,
    text: criterion.text,
    ...(criterion.span && { span: criterion.span }),
    evidence: distinctEvidence(decision),
  };
}

/**
 * Judges one patient on every criterion, in the document's order. Equal leaves are judged once; give one `verdictOf` to all
 * documents of a patient to judge those that they share once.
 */
export function evaluateDocument(
  compiled: CompiledDocument,
  patient: PatientContext,
  verdictOf = judgingOnce(patient),
): CriterionResult[] {
  return compiled.criteria.map((criterion) => criterionResult(criterion, decide(criterion.program, verdictOf)));
}

function judgingOnce(patient: PatientContext): (leaf: CompiledLeaf) => Verdict {
  const kept = new Map<string, Verdict>();
  return (leaf) => {
    let verdict = kept.get(leaf.key);
    if (!verdict) kept.set(leaf.key, (verdict = leaf.judge(patient)));
    return verdict;
  };
}
