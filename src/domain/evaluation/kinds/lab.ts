import type { LabFact } from '../../patient/profile.js';
import { derivedLabs } from '../derived-labs.js';
import type { KindCompiler } from '../kind-compiler.js';
import { comparable, currentLabs, judgeComparable, labsOf, labWindow, type Comparable } from '../lab-value.js';
import { reconcile } from '../newest.js';
import type { PatientContext } from '../patient-context.js';
import { unknown, type Verdict } from '../verdict.js';

/** The results that count, in the unit asked for, or the verdict that there are none. */
type Results = { verdict: Verdict } | { values: readonly { fact: LabFact; value: Comparable | undefined }[] };

/** The newest current result; where there is none, one that follows from other results (Cockcroft-Gault, corrected calcium). */
export const lab: KindCompiler<'lab'> = ({ analyte, min, max, unit, within, corrected }, vocabulary) => {
  const range = { ...(min && { min }), ...(max && { max }) };
  const window = labWindow(analyte, within, vocabulary);
  const results = (patient: PatientContext): Results => {
    const recorded = corrected === undefined ? labsOf(patient, analyte) : [];
    const facts = recorded.length > 0 ? recorded : derivedLabs(patient, analyte, corrected);
    // A correction nobody spelt out cannot be made, but the plain value was measured.
    if (facts.length === 0 && corrected !== undefined && labsOf(patient, analyte).length > 0)
      return { verdict: unknown('incomparable', labsOf(patient, analyte).slice(0, 1), { recoverable: true }) };
    const current = currentLabs(patient, facts, window, within !== undefined);
    if ('verdict' in current) return current;
    return { values: current.facts.map((fact) => ({ fact, value: comparable(fact, unit, vocabulary) })) };
  };
  // Limits differ from trial to trial; what they are compared with is read once per patient.
  const name = `lab ${JSON.stringify([analyte, corrected, unit, window, within !== undefined])}`;
  return (patient) => {
    const found = patient.memo(name, () => results(patient));
    if ('verdict' in found) return found.verdict;
    return reconcile(found.values.map(({ fact, value }) => judgeComparable(fact, value, range)));
  };
};
