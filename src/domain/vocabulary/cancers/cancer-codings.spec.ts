import { describe, expect, it } from 'vitest';
import { loadCancers } from '../../../reference-data/load-cancers.js';
import { isMapped, type Coding, type MappedCancer } from '../vocabulary.js';

const cancers = loadCancers();
const icd = (code: string, display?: string): Coding => ({
  system: 'http://hl7.org/fhir/sid/icd-10-cm',
  code,
  ...(display === undefined ? {} : { display }),
});
const snomed = (code: string, display: string): Coding => ({ system: 'http://snomed.info/sct', code, display });

function read(codings: Coding[], text?: string): MappedCancer {
  const result = cancers.fromCodings(codings, text);
  if (!isMapped(result)) throw new Error(`${result.unmapped}: ${result.why}`);
  return result;
}

describe('codings of a diagnosis', () => {
  it('read ICD-10-CM with and without the dot', () => {
    expect(read([icd('C50.911')])).toMatchObject({ concept: { code: 'BRCA' }, behavior: 'malignant' });
    expect(read([icd('C50911')]).concept.code).toBe('BRCA');
    expect(read([icd('C22.0')]).concept.code).toBe('HCC');
  });

  it('never take a secondary, in situ or benign code for a malignant primary', () => {
    expect(read([icd('C79.31')])).toMatchObject({ behavior: 'secondary', metastasisSite: 'brain' });
    expect(read([icd('C79.51')])).toMatchObject({ concept: { code: 'C36263' }, metastasisSite: 'bone' });
    expect(read([icd('D05.12')])).toMatchObject({ concept: { code: 'DCIS' }, behavior: 'inSitu' });
    expect(read([icd('D33.0')])).toMatchObject({ concept: { code: 'BRAIN' }, behavior: 'benign' });
    expect(
      read([snomed('369450004', 'Malignant tumor involving rectum by direct extension from ovary (disorder)')]),
    ).toMatchObject({
      behavior: 'secondary',
      metastasisSite: 'bowel',
    });
  });

  it('keep the finer of two that agree, whatever their order', () => {
    const coarse = icd('C34.90', 'Malignant neoplasm of unspecified part of unspecified bronchus or lung');
    const fine = snomed('254626006', 'Adenocarcinoma of lung (disorder)');
    expect(read([coarse, fine]).concept.code).toBe('LUAD');
    expect(read([fine, coarse])).toEqual(read([coarse, fine]));
    expect(read([coarse], 'Lung adenocarcinoma').concept.code).toBe('LUAD');
  });

  it('do not map codings that exclude each other', () => {
    const result = cancers.fromCodings([icd('C34.90'), snomed('254837009', 'Malignant neoplasm of breast (disorder)')]);
    expect(isMapped(result)).toBe(false);
    expect(result).toMatchObject({ why: expect.stringMatching(/^conflict/) });
  });

  it('say why an unknown code is not mapped', () => {
    expect(cancers.fromCodings([{ system: 'urn:local', code: 'X1' }])).toMatchObject({ unmapped: 'X1' });
    expect(cancers.fromCodings([icd('J45.909', 'Unspecified asthma, uncomplicated')])).toMatchObject({
      why: 'no cancer named',
    });
  });

  it('read side, sex and lobe as what they are', () => {
    expect(read([snomed('1', 'Primary adenocarcinoma of lower lobe of left lung (disorder)')])).toMatchObject({
      concept: { code: 'LUAD' },
      laterality: 'left',
    });
    expect(
      read([snomed('1', 'Primary malignant neoplasm of upper outer quadrant of female breast (disorder)')]).concept
        .code,
    ).toBe('BRCA');
  });
});
