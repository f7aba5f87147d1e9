import { describe, expect, it } from 'vitest';
import { loadVocabulary } from '../../../reference-data/load-vocabulary.js';

const vocabulary = loadVocabulary();
const loinc = (code: string, display?: string) => [{ system: 'http://loinc.org', code, ...(display && { display }) }];
const test = (code: string, display?: string) => vocabulary.markers?.fromCodings(loinc(code, display));

describe('tumour-marker codes', () => {
  it.each([
    ['16112-5', { marker: 'ESR1', kind: 'expression' }],
    ['85337-4', { marker: 'ESR1', assay: 'IHC' }],
    ['85339-0', { marker: 'PGR', assay: 'IHC' }],
    ['48676-1', { marker: 'ERBB2', score: 'IHC' }],
    ['85318-4', { marker: 'ERBB2', assay: 'FISH', score: 'ratio' }],
    ['83052-1', { marker: 'CD274', assay: '22C3', score: 'TPS' }],
    ['83057-0', { marker: 'CD274', assay: 'SP142', score: 'IC' }],
    ['83053-9', { marker: 'CD274', score: 'TPS' }],
    ['81695-9', { marker: 'msi', kind: 'signature' }],
    ['94076-7', { marker: 'tmb', kind: 'signature' }],
    ['10438-0', { marker: 'MS4A1', assay: 'IHC' }],
  ])('reads %s', (code, concept) => {
    expect(test(code)).toMatchObject({ concept });
  });

  it('lets one value speak for two receptors', () => {
    expect(test('10480-2')).toMatchObject({ concept: { marker: 'ESR1', also: ['PGR'] } });
  });

  it('reads a code that no list holds by the name beside it', () => {
    expect(test('99999-9', 'HER2 Ag [Presence] in Tissue by Immune stain')).toMatchObject({
      concept: { marker: 'ERBB2', assay: 'IHC' },
    });
  });

  it('never takes a serum assay for the state of the tumour', () => {
    expect(test('32996-1')).toHaveProperty('unmapped');
  });

  it('gives an amount no percentage', () => {
    expect(test('14130-9')).toMatchObject({ concept: { marker: 'ESR1' } });
    expect(test('14130-9')).not.toHaveProperty('concept.score');
  });
});

describe('codes that test one gene', () => {
  const gene = (code: string, display?: string) => vocabulary.markers?.geneTest(loinc(code, display));

  it.each([
    ['43399-5', { genes: ['JAK2'], hgvsP: 'p.Val617Phe' }],
    ['55764-5', { genes: ['EGFR'], type: 'deletion', exon: 19 }],
    ['55766-0', { genes: ['EGFR'], type: 'mutation', hgvsC: 'c.2573T>G' }],
    ['51867-0', { genes: ['ABL1'], partner: 'BCR', type: 'fusion' }],
    ['90926-7', { genes: ['MET'], type: 'amplification' }],
    ['78205-2', { genes: ['ALK'], type: 'rearrangement' }],
    ['79210-1', { genes: ['FLT3'], type: 'itd' }],
    ['85299-6', { genes: ['BRAF'], hgvsP: 'p.V600E' }],
    ['48972-4', { genes: ['FGFR2', 'FGFR3'], type: 'mutation' }],
  ])('reads %s', (code, expected) => {
    expect(gene(code)).toMatchObject(expected);
  });

  it('leaves panels, lists of what was tested and the general variant code alone', () => {
    for (const code of ['74885-5', '21666-3', '69548-6']) expect(gene(code)).toBeUndefined();
  });
});
