import type { KindCompiler } from '../kind-compiler.js';
import { currentCancers } from '../cancers.js';
import { findingsOf, judgeFinding } from '../findings.js';
import type { PatientContext } from '../patient-context.js';
import { unknown } from '../verdict.js';

/** Criteria made for solid tumours do not measure a leukaemia, nor brain-tumour criteria anything but one. */
const solidOnly = new Set(['recist', 'irecist', 'rano', 'percist', 'pcwg', 'mrecist']);

const isLeukaemia = (patient: PatientContext): boolean =>
  patient.memo('is leukaemia', () => {
    const { cancers } = patient.vocabulary;
    const codes = currentCancers(patient).flatMap(({ concept }) => (concept.system === 'oncotree' ? concept.code : []));
    return codes.length > 0 && codes.every((code) => cancers.isA(code, 'MYELOID'));
  });

/** As an imaging report states it, for the criteria asked for where it names them. */
export const measurableDisease: KindCompiler<'measurableDisease'> = ({ by }) => {
  const criteria = by?.toLowerCase();
  return (patient) => {
    if (criteria !== undefined && solidOnly.has(criteria) && isLeukaemia(patient))
      return unknown('incomparable', currentCancers(patient));
    const specific = criteria === undefined ? undefined : `measurableDisease:${criteria}`;
    const topic = specific !== undefined && findingsOf(patient, specific).length > 0 ? specific : 'measurableDisease';
    return judgeFinding(patient, topic, 'missing', true);
  };
};
