import { OWN_WORD } from './plain.js';

/** What a patient may add to a record. */
export type OwnWord =
  | { about: 'activity'; ecog: number }
  | { about: 'gene'; gene: string; found: boolean }
  | { about: 'treatment'; drug: string; lastDay?: string };

interface Resource {
  resourceType: string;
  id?: string;
  [element: string]: unknown;
}

/** A FHIR Bundle as far as this page looks into it. */
export interface Bundle {
  resourceType: 'Bundle';
  entry?: { resource?: Resource }[];
  [element: string]: unknown;
}

export const isBundle = (value: unknown): value is Bundle =>
  typeof value === 'object' && value !== null && 'resourceType' in value && value.resourceType === 'Bundle';

const loinc = (code: string) => ({ coding: [{ system: 'http://loinc.org', code }] });

/** The record with the patient's own words as further resources, each marked as reported by the patient. `today` is YYYY-MM-DD. */
export function withOwnWords(record: Bundle, words: readonly OwnWord[], today: string): Bundle {
  const patient = record.entry?.find(({ resource }) => resource?.resourceType === 'Patient')?.resource;
  const subject = { reference: `Patient/${patient?.id ?? ''}` };
  const own = words.map((word, i) => ({ resource: resourceOf(word, `${OWN_WORD}-${i + 1}`, subject, today) }));
  return { ...record, entry: [...(record.entry ?? []), ...own] };
}

function resourceOf(word: OwnWord, id: string, subject: { reference: string }, today: string): Resource {
  const note = [{ text: 'Reported by the patient' }];
  if (word.about === 'treatment')
    return {
      resourceType: 'MedicationStatement',
      id,
      status: 'completed',
      subject,
      informationSource: subject,
      medicationCodeableConcept: { text: word.drug },
      ...(word.lastDay && { effectivePeriod: { end: word.lastDay } }),
      note,
    };
  const observation = { resourceType: 'Observation', id, status: 'final', subject, performer: [subject], effectiveDateTime: today, note }; // prettier-ignore
  if (word.about === 'activity') return { ...observation, code: loinc('89247-1'), valueInteger: word.ecog };
  return {
    ...observation,
    code: loinc('69548-6'),
    valueCodeableConcept: loinc(word.found ? 'LA9633-4' : 'LA9634-2'),
    component: [{ code: loinc('48018-6'), valueCodeableConcept: { text: word.gene } }],
  };
}
