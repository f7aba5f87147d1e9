import { compileDocument, evaluateDocument, type CompiledDocument } from '../evaluation/document.js';
import type { CriterionResult } from '../evaluation/outcome.js';
import type { TrialEntry } from './index/trial-entry.js';
import type { PatientSheet } from './patient-sheet.js';

/** Every criterion of a trial for the sheet's patient, in the document's order. */
export const explainTrial = (trial: TrialEntry, sheet: PatientSheet): CriterionResult[] =>
  evaluateDocument(compiledForExplanation(trial, sheet), sheet.patient, sheet.verdictOf);

/** A trial's document compiled with all its criteria, informational ones too. */
export function compiledForExplanation(trial: TrialEntry, { index }: PatientSheet): CompiledDocument {
  let compiled = compiledFor.get(trial);
  if (!compiled) compiledFor.set(trial, (compiled = compileDocument(trial.document, index.vocabulary, index.leaves)));
  return compiled;
}

/** As long as their trial is in an index. */
const compiledFor = new WeakMap<TrialEntry, CompiledDocument>();
