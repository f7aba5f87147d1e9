import type { KindCompiler } from '../kind-compiler.js';
import { labQuestion, labResults } from '../lab-results.js';
import { judgeComparable } from '../lab-value.js';
import { reconcile } from '../newest.js';

/** The newest current result; where there is none, one that follows from other results (Cockcroft-Gault, corrected calcium). */
export const lab: KindCompiler<'lab'> = (parameters, vocabulary) => {
  const { min, max } = parameters;
  const range = { ...(min && { min }), ...(max && { max }) };
  const question = labQuestion(parameters, vocabulary);
  return (patient) => {
    const found = labResults(patient, question);
    if ('verdict' in found) return found.verdict;
    return reconcile(found.values.map(({ fact, value }) => judgeComparable(fact, value, range)));
  };
};
