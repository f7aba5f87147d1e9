import { currentCancers } from '../cancers.js';
import { findingsOf } from '../findings.js';
import type { KindCompiler } from '../kind-compiler.js';
import { newestOf } from '../newest.js';
import { decided, unknown } from '../verdict.js';

/** Ways of confirmation, and what else counts for each. */
const accepted: Record<string, readonly string[]> = {
  pathology: ['pathology', 'histology', 'cytology'],
  histology: ['histology', 'pathology'],
  cytology: ['cytology', 'pathology'],
};

/**
 * Confirmation as a report states it; a morphology on record can only come from the laboratory. "Confirmed" as the status
 * of a Condition is a clinician's word and no pathology.
 */
export const diagnosisConfirmation: KindCompiler<'diagnosisConfirmation'> = ({ by }) => {
  const ways = accepted[by] ?? [by];
  return (patient) => {
    const reports = newestOf(findingsOf(patient, 'diagnosisConfirmedBy'));
    const confirmed = reports.filter(({ value }) => ways.includes(String(value)));
    if (confirmed.length > 0) return decided(true, confirmed);
    if (reports.length > 0 && reports.every(({ value }) => value === false || value === 'clinical')) return decided(false, reports, { recoverable: true }); // prettier-ignore
    const withMorphology = currentCancers(patient).filter(({ histology }) => histology !== undefined);
    if (withMorphology.length > 0 && by !== 'cytology' && by in accepted) return decided(true, withMorphology);
    return unknown('attestation', reports, { recoverable: true });
  };
};
