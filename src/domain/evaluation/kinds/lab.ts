import type { KindCompiler } from '../kind-compiler.js';
import { judgeLab, judgeLabs, labsOf, labWindow } from '../lab-value.js';

export const lab: KindCompiler<'lab'> = ({ analyte, min, max, unit, within }, vocabulary) => {
  const range = { ...(min && { min }), ...(max && { max }) };
  const window = labWindow(analyte, within, vocabulary);
  return (patient) =>
    judgeLabs(patient, labsOf(patient, analyte), window, within !== undefined, (fact) =>
      judgeLab(fact, range, unit, vocabulary),
    );
};
