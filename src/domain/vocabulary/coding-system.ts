import type { Coding } from './vocabulary.js';
import { ownValue } from '../logic/own-value.js';

/** Code systems that the vocabulary reads; every spelling of one becomes one name. */
export type CodeSystem =
  'loinc' | 'snomed' | 'icd10cm' | 'icdO3' | 'rxnorm' | 'ncit' | 'hgnc' | 'ncbiGene' | 'atc' | 'ucum';

const byUri: Readonly<Record<string, CodeSystem>> = {
  'loinc.org': 'loinc',
  'urn:oid:2.16.840.1.113883.6.1': 'loinc',
  'snomed.info/sct': 'snomed',
  'urn:oid:2.16.840.1.113883.6.96': 'snomed',
  'hl7.org/fhir/sid/icd-10-cm': 'icd10cm',
  'hl7.org/fhir/sid/icd-10': 'icd10cm',
  'urn:oid:2.16.840.1.113883.6.90': 'icd10cm',
  'urn:oid:2.16.840.1.113883.6.3': 'icd10cm',
  'terminology.hl7.org/codesystem/icd-o-3': 'icdO3',
  'hl7.org/fhir/sid/icd-o-3': 'icdO3',
  'urn:oid:2.16.840.1.113883.6.43.1': 'icdO3',
  'www.nlm.nih.gov/research/umls/rxnorm': 'rxnorm',
  'urn:oid:2.16.840.1.113883.6.88': 'rxnorm',
  'ncicb.nci.nih.gov/xml/owl/evs/thesaurus.owl': 'ncit',
  'ncithesaurus-stage.nci.nih.gov': 'ncit',
  'ncithesaurus.nci.nih.gov': 'ncit',
  'urn:oid:2.16.840.1.113883.3.26.1.1': 'ncit',
  'www.genenames.org': 'hgnc',
  'www.genenames.org/geneid': 'hgnc',
  'www.genenames.org/genegroup': 'hgnc',
  'urn:oid:2.16.840.1.113883.6.281': 'hgnc',
  'www.ncbi.nlm.nih.gov/gene': 'ncbiGene',
  'www.ncbi.nlm.nih.gov/geneid': 'ncbiGene',
  'www.ncbi.nlm.nih.gov/entrez': 'ncbiGene',
  'www.whocc.no/atc': 'atc',
  'urn:oid:2.16.840.1.113883.6.73': 'atc',
  'unitsofmeasure.org': 'ucum',
};

/** Short names as command lines and hand-written files use them (`loinc|718-7`). */
const byShortName: Readonly<Record<string, CodeSystem>> = {
  loinc: 'loinc',
  snomed: 'snomed',
  snomedct: 'snomed',
  icd10: 'icd10cm',
  icd10cm: 'icd10cm',
  icdo3: 'icdO3',
  rxnorm: 'rxnorm',
  ncit: 'ncit',
  hgnc: 'hgnc',
  ncbigene: 'ncbiGene',
  entrez: 'ncbiGene',
  atc: 'atc',
  ucum: 'ucum',
};

/**
 * The code system of a URI, OID or short name, whatever its scheme (http, https), case and trailing slash or fragment;
 * undefined for systems the vocabulary doesn't read.
 */
export function codeSystem(system: string | undefined): CodeSystem | undefined {
  if (system === undefined) return undefined;
  const plain = system
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/[#/]$/, '');
  return ownValue(byUri, plain) ?? ownValue(byShortName, plain.replace(/[-_ ]/g, ''));
}

/** The codes of one system among the codings, trimmed; the order of the codings doesn't matter to callers. */
export function codesOf(codings: readonly Coding[], system: CodeSystem): string[] {
  return codings.flatMap((coding) =>
    coding.code !== undefined && codeSystem(coding.system) === system ? [coding.code.trim()] : [],
  );
}

/** One line that names a CodeableConcept to people: `http://loinc.org|718-7; Hemoglobin`. */
export function describeCodings(codings: readonly Coding[], text?: string): string {
  const parts = codings.map((coding) => `${coding.system ?? ''}|${coding.code ?? ''}`).sort();
  const words = text ?? codings.find((coding) => coding.display !== undefined)?.display;
  return [...parts, ...(words === undefined ? [] : [words])].join('; ') || '(empty)';
}
