import type { LabFact } from '../patient/profile.js';
import { comparable, currentLabs, labsOf, labWindow } from './lab-value.js';
import type { PatientContext } from './patient-context.js';

/**
 * Albumin-bilirubin grade (Johnson et al., J Clin Oncol 2015): log10 bilirubin [umol/L] x 0.66 - albumin [g/L] x 0.085;
 * grade 1 up to -2.60, grade 2 up to -1.39, grade 3 above. Undefined where one of the two is missing, old or censored.
 */
export function albiGrade(patient: PatientContext): { grade: 1 | 2 | 3; facts: LabFact[] } | undefined {
  const value = (analyte: string, unit: string): { fact: LabFact; value: number } | undefined => {
    const window = labWindow(analyte, undefined, patient.vocabulary);
    const current = currentLabs(patient, labsOf(patient, analyte), window, false);
    const fact = 'facts' in current ? current.facts[0] : undefined;
    const interval = fact && comparable(fact, unit, patient.vocabulary)?.interval;
    return fact && interval?.low === interval?.high ? { fact, value: interval?.low ?? NaN } : undefined;
  };
  const bilirubin = value('bilirubin', 'umol/L');
  const albumin = value('albumin', 'g/L');
  if (!bilirubin || !albumin || !(bilirubin.value > 0)) return undefined;
  const score = Math.log10(bilirubin.value) * 0.66 - albumin.value * 0.085;
  return { grade: score <= -2.6 ? 1 : score <= -1.39 ? 2 : 3, facts: [bilirubin.fact, albumin.fact] };
}
