import { compileDocument, evaluateDocument, type CompiledDocument } from '../evaluation/document.js';
import type { CriterionResult } from '../evaluation/outcome.js';
import type { TrialEntry } from './index/trial-entry.js';
import type { PatientSheet } from './patient-sheet.js';

/** Every criterion of a trial for the sheet's patient, in the document's order. */
export function explainTrial(trial: TrialEntry, sheet: PatientSheet): CriterionResult[] {
  let compiled = compiledFor.get(trial);
  if (!compiled) compiledFor.set(trial, (compiled = compileDocument(trial.document, sheet.index.vocabulary, sheet.index.leaves))); // prettier-ignore
  return evaluateDocument(compiled, sheet.patient, sheet.verdictOf);
}

/** Documents compiled for explanation, informational criteria too, as long as their trial is in an index. */
const compiledFor = new WeakMap<TrialEntry, CompiledDocument>();
