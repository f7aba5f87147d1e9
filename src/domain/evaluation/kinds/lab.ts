import { derivedLabs } from '../derived-labs.js';
import type { KindCompiler } from '../kind-compiler.js';
import { judgeLab, judgeLabs, labsOf, labWindow } from '../lab-value.js';
import { unknown } from '../verdict.js';

/** The newest current result; where there is none, one that follows from other results (Cockcroft-Gault, corrected calcium). */
export const lab: KindCompiler<'lab'> = ({ analyte, min, max, unit, within, corrected }, vocabulary) => {
  const range = { ...(min && { min }), ...(max && { max }) };
  const window = labWindow(analyte, within, vocabulary);
  return (patient) => {
    const recorded = corrected === undefined ? labsOf(patient, analyte) : [];
    const facts = recorded.length > 0 ? recorded : derivedLabs(patient, analyte, corrected);
    // A correction nobody spelt out cannot be made, but the plain value was measured.
    if (facts.length === 0 && corrected !== undefined && labsOf(patient, analyte).length > 0)
      return unknown('incomparable', labsOf(patient, analyte).slice(0, 1), { recoverable: true });
    return judgeLabs(patient, facts, window, within !== undefined, (fact) => judgeLab(fact, range, unit, vocabulary));
  };
};
