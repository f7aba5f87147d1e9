export type CancerCodeSystem = 'icd10cm' | 'snomed' | 'ncit' | 'oncotree' | 'icdo3' | 'mesh';

/** URIs, OIDs and short names under which records give each system, compared without case and trailing slash. */
const SYSTEMS: Record<CancerCodeSystem, string[]> = {
  icd10cm: [
    'http://hl7.org/fhir/sid/icd-10-cm',
    'http://hl7.org/fhir/sid/icd-10',
    'http://terminology.hl7.org/CodeSystem/icd-10-cm',
    'urn:oid:2.16.840.1.113883.6.90',
    'urn:oid:2.16.840.1.113883.6.3',
    'icd-10-cm',
    'icd10cm',
    'icd-10',
    'icd10',
  ],
  snomed: ['http://snomed.info/sct', 'urn:oid:2.16.840.1.113883.6.96', 'snomed', 'snomedct', 'sct', 'snomed-ct'],
  ncit: [
    'http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl',
    'http://ncithesaurus-stage.nci.nih.gov',
    'http://ncit.nci.nih.gov',
    'http://purl.obolibrary.org/obo/ncit.owl',
    'https://ncithesaurus.nci.nih.gov',
    'urn:oid:2.16.840.1.113883.3.26.1.1',
    'ncit',
    'nci',
    'ncithesaurus',
  ],
  oncotree: [
    'http://oncotree.mskcc.org',
    'https://oncotree.mskcc.org',
    'http://oncotree.info',
    'http://data.mskcc.org/ontologies/oncotree',
    'http://cbioportal.org/oncotree',
    'oncotree',
  ],
  icdo3: [
    'http://terminology.hl7.org/CodeSystem/icd-o-3',
    'http://hl7.org/fhir/sid/icd-o-3',
    'urn:oid:2.16.840.1.113883.6.43.1',
    'urn:oid:2.16.840.1.113883.6.43',
    'icd-o-3',
    'icdo3',
    'icd-o',
  ],
  mesh: [
    'http://terminology.hl7.org/CodeSystem/MSH',
    'http://id.nlm.nih.gov/mesh',
    'urn:oid:2.16.840.1.113883.6.177',
    'mesh',
  ],
};

const plain = (uri: string): string => uri.trim().toLowerCase().replace(/\/$/, '');

const known = new Map<string, CancerCodeSystem>(
  (Object.entries(SYSTEMS) as [CancerCodeSystem, string[]][]).flatMap(([system, uris]) =>
    uris.map((uri): [string, CancerCodeSystem] => [plain(uri), system]),
  ),
);

export const codeSystemOf = (system: string | undefined): CancerCodeSystem | undefined =>
  system === undefined ? undefined : known.get(plain(system));
