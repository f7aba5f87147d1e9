import { readRecord } from '../../src/domain/patient/read-record.js';
import type { FactKind, FactOf, Profile } from '../../src/domain/patient/profile.js';
import { loadVocabulary } from '../../src/reference-data/load-vocabulary.js';

const systems = {
  loinc: 'http://loinc.org',
  sct: 'http://snomed.info/sct',
  rxnorm: 'http://www.nlm.nih.gov/research/umls/rxnorm',
  icd10: 'http://hl7.org/fhir/sid/icd-10-cm',
  ncit: 'http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl',
  hgnc: 'http://www.genenames.org/geneId',
  ajcc: 'http://cancerstaging.org',
  so: 'http://www.sequenceontology.org',
  hgvs: 'http://varnomen.hgvs.org',
} as const;

/** `coded('sct|10828004|Positive', ...)`: a CodeableConcept. */
export const coded = (...codings: string[]) => ({
  coding: codings.map((one) => {
    const [system = '', code, display] = one.split('|');
    return {
      system: systems[system as keyof typeof systems] ?? system,
      code,
      ...(display !== undefined && { display }),
    };
  }),
});

let count = 0;

/** An Observation of the test's patient; `more` wins over the defaults. */
export const observation = (code: object, more: object = {}) => ({
  resourceType: 'Observation',
  id: `o${(count += 1)}`,
  status: 'final',
  effectiveDateTime: '2024-05-01',
  subject: { reference: 'Patient/p' },
  code,
  ...more,
});

export const resource = (resourceType: string, more: object) => ({
  resourceType,
  id: `r${(count += 1)}`,
  subject: { reference: 'Patient/p' },
  ...more,
});

/** Reads resources as the record of one patient. */
export const profileOf = (...resources: object[]): Profile =>
  readRecord(
    [{ resourceType: 'Patient', id: 'p', gender: 'female', birthDate: '1960-01-01' }, ...resources],
    loadVocabulary(),
  );

export const factsOf = <K extends FactKind>(kind: K, ...resources: object[]): FactOf<K>[] =>
  profileOf(...resources).facts.filter((fact): fact is FactOf<K> => fact.kind === kind);

export const reasons = (...resources: object[]): string[] => profileOf(...resources).unmapped.map((one) => one.why);
