import { describe, expect, it } from 'vitest';
import { loadCancers } from '../../../reference-data/load-cancers.js';
import { isMapped } from '../vocabulary.js';

const cancers = loadCancers();
const found = (text: string): string[] =>
  cancers.find(text).map(({ value }) => [value.code, ...(value.alsoCodes ?? [])].join('+'));
const mapped = (text: string): string | undefined => {
  const result = cancers.fromText(text);
  return isMapped(result) ? result.concept.code : undefined;
};

describe('the cancer hierarchy', () => {
  it('puts a node below its tissue, its group and any', () => {
    expect(cancers.ancestors('LUAD')).toEqual(['LUAD', 'NSCLC', 'LUNG', 'solid', 'any']);
    expect(cancers.isA('LUAD', 'solid')).toBe(true);
    expect(cancers.isA('AML', 'hematologic')).toBe(true);
    expect(cancers.isA('AML', 'solid')).toBe(false);
    expect(cancers.depth('LUAD')).toBe(3);
  });

  it('does not count myeloma as non-Hodgkin lymphoma, although the tree files it there', () => {
    expect(cancers.isA('FL', 'NHL')).toBe(true);
    expect(cancers.isA('PCM', 'NHL')).toBe(false);
    expect(cancers.isA('PCM', 'LYMPH')).toBe(true);
  });

  it('tells within from disjoint from too coarse to tell', () => {
    expect(cancers.relation(['LUAD'], ['NSCLC'])).toBe('within');
    expect(cancers.relation(['LUNG'], ['NSCLC'])).toBe('overlaps');
    expect(cancers.relation(['BREAST'], ['NSCLC'])).toBe('disjoint');
    expect(cancers.relation(['COAD', 'CMC'], ['COADREAD'])).toBe('within');
    expect(cancers.relation(['BRCANOS'], ['IDC'])).toBe('overlaps');
    expect(cancers.relation(['BRCA'], ['IBC'])).toBe('overlaps');
    expect(cancers.relation(['C9305'], ['LUAD'])).toBe('overlaps');
  });

  it('reads codes of earlier OncoTree releases', () => {
    expect(cancers.concept('GBM')?.code).toBe('GB');
    expect(cancers.concept('DIPG')?.code).toBe('DMG');
    expect(cancers.concept('ALL')).toMatchObject({ code: 'BLL', alsoCodes: ['TLL'] });
    expect(cancers.concept('NOSUCH')).toBeUndefined();
  });
});

describe('cancers in running text', () => {
  it.each([
    ['Stage IIIB/IV non-squamous NSCLC', ['LUAD+LCLC+LUAS+LUPC+NUTCL+NSCLCPD+LUACC+LUMEC']],
    ['adenocarcinoma of the stomach or gastro-oesophageal junction (GEJ)', ['STAD+GEJ']],
    ['Gastric or gastroesophageal junction (GEJ) adenocarcinoma', ['STAD+GEJ']],
    ['breast, prostate or lung cancer, or melanoma', ['BREAST+PROSTATE+LUNG', 'MEL']],
    ['lung adenocarcinoma or squamous cell carcinoma', ['LUAD+LUSC']],
    ['lung cancer or melanoma', ['LUNG', 'MEL']],
    ['metastases to the liver and lung cancer', ['LUNG']],
    ['epithelial ovarian, fallopian tube, or primary peritoneal cancer', ['OVT+HGSFT+PSEC']],
    ['Relapsed/refractory AML, ALL or MDS', ['AML', 'BLL+TLL', 'MDS']],
    ['diffuse large B-cell lymphoma (DLBCL)', ['DLBCLNOS+EBVDLBCLNOS+DLBCLCI+HHV8DLBCL+PCLBCLLT+PCNSL+THRLBCL']],
    ['advanced solid tumours', ['solid']],
    ['haematological malignancies', ['hematologic']],
    [
      'leukaemias',
      ['AML+ALAL+CML+CLLSLL+BLL+TLL+HCL+HCL-V+BPLL+TPLL+TLGL+ATLL+ANKL+CMML+JMML+ACML+CNL+CELNOS+BPDCN+SMMCL'],
    ],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it.each([
    'ALL patients must have ALL of the following',
    'target lesion of at least 5 mm',
    'ovarian CA-125 above normal; liver function adequate',
    'bone marrow; lung function; skin rash',
    'doxorubicin HCL 50 mg/m2',
    'disease of the liver. Cancer',
  ])('finds no cancer type in: %s', (text) => {
    expect(found(text).filter((code) => code !== 'any')).toEqual([]);
  });
});

describe('a string that names one cancer', () => {
  it.each([
    ['ADENOCARCINOMA, LUNG', 'LUAD'],
    ['Neoplasms, Esophageal', 'ESCA'],
    ['metastatic breast cancer', 'BREAST'],
    ['Stage IV renal cell carcinoma', 'RCC'],
    ['acute_myeloid_leukaemia', 'AML'],
    ['nonsmall cell lung carcinoma', 'NSCLC'],
  ])('%s', (text, code) => {
    expect(mapped(text)).toBe(code);
  });

  it.each([
    'family history of breast cancer',
    'Pediatric Lung Ultrasound',
    'Drug Evaluation',
    'NOS',
    'breast cancer and melanoma',
  ])('does not map: %s', (text) => {
    expect(mapped(text)).toBeUndefined();
  });
});
