import type { Duration, LabParameters } from '../criteria/model.js';
import type { LabFact } from '../patient/profile.js';
import type { Vocabulary } from '../vocabulary/vocabulary.js';
import { derivedLabs } from './derived-labs.js';
import { comparable, currentLabs, labsOf, labWindow, type Comparable, type CurrentLabs } from './lab-value.js';
import type { PatientContext } from './patient-context.js';
import { unknown, type Verdict } from './verdict.js';

/** What laboratory leaves compare with their limits: trials differ in the limits, and ask few different questions. */
export interface LabQuestion {
  /** Equal names are equal questions. */
  name: string;
  /** Of questions that differ in the unit alone. */
  unitless: string;
  analyte: string;
  corrected: string | undefined;
  unit: string | undefined;
  window: Duration;
  mustBeDated: boolean;
}

export function labQuestion({ analyte, corrected, unit, within }: LabParameters, vocabulary: Vocabulary): LabQuestion {
  const window = labWindow(analyte, within, vocabulary);
  const mustBeDated = within !== undefined;
  const name = `lab ${JSON.stringify([analyte, corrected, unit, window, mustBeDated])}`;
  const unitless = `labs ${JSON.stringify([analyte, corrected, window, mustBeDated])}`;
  return { name, unitless, analyte, corrected, unit, window, mustBeDated };
}

/** The results that count, in the unit asked for, or the verdict that there are none. */
export type LabResults = { verdict: Verdict } | { values: readonly { fact: LabFact; value: Comparable | undefined }[] };

/** The newest current result; where there is none, one that follows from others. Worked out once per patient. */
export const labResults = (patient: PatientContext, question: LabQuestion): LabResults =>
  patient.memo(question.name, () => resultsOf(patient, question));

/**
 * The results that count as they were reported. Equal for records that answer all questions alike that differ in the unit
 * alone; undefined where there are no results.
 */
export function reportedLabs(patient: PatientContext, question: LabQuestion): string | undefined {
  const { analyte, corrected } = question;
  if (labsOf(patient, analyte).length === 0 && derivedLabs(patient, analyte, corrected).length === 0) return undefined;
  const current = currentLabsFor(patient, question);
  if ('verdict' in current) return current.verdict.reason;
  return current.facts
    .map(
      ({ analyte: own, value, unit, low, high, comparator = '' }) =>
        `${own} ${comparator}${value} ${unit} ${low} ${high}`,
    ) // prettier-ignore
    .join('|');
}

const currentLabsFor = (patient: PatientContext, question: LabQuestion): CurrentLabs =>
  patient.memo(question.unitless, () => currentOf(patient, question));

function resultsOf(patient: PatientContext, question: LabQuestion): LabResults {
  const current = currentLabsFor(patient, question);
  if ('verdict' in current) return current;
  const { unit } = question;
  return { values: current.facts.map((fact) => ({ fact, value: comparable(fact, unit, patient.vocabulary) })) };
}

function currentOf(patient: PatientContext, question: LabQuestion): CurrentLabs {
  const { analyte, corrected, window, mustBeDated } = question;
  const recorded = corrected === undefined ? labsOf(patient, analyte) : [];
  const facts = recorded.length > 0 ? recorded : derivedLabs(patient, analyte, corrected);
  // A correction nobody spelt out cannot be made, but the plain value was measured.
  if (facts.length === 0 && corrected !== undefined && labsOf(patient, analyte).length > 0)
    return { verdict: unknown('incomparable', labsOf(patient, analyte).slice(0, 1), { recoverable: true }) };
  return currentLabs(patient, facts, window, mustBeDated);
}
