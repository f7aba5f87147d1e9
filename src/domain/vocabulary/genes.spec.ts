import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadVocabulary } from '../../reference-data/load-vocabulary.js';

const { genes } = loadVocabulary();
const found = (text: string): string[] => genes.find(text).map((mention) => mention.value);
const resolved = (text: string) => {
  const result = genes.resolve(text);
  return 'concept' in result ? result.concept : result.why;
};

describe('gene names', () => {
  it.each([
    ['HER2', 'ERBB2'],
    ['HER2/neu', 'ERBB2'],
    ['ERBB-2', 'ERBB2'],
    ['c-MET', 'MET'],
    ['c-KIT', 'KIT'],
    ['PD-L1', 'CD274'],
    ['PD1', 'PDCD1'],
    ['PSA', 'KLK3'],
    ['ER', 'ESR1'],
    ['PR', 'PGR'],
    ['CD20', 'MS4A1'],
    ['BCMA', 'TNFRSF17'],
    ['PSMA', 'FOLH1'],
    ['TROP2', 'TACSTD2'],
    ['B7-H3', 'CD276'],
    ['p53', 'TP53'],
    ['MLL', 'KMT2A'],
    ['braf', 'BRAF'],
    ['HGNC:1097', 'BRAF'],
    ['NCBIGene:673', 'BRAF'],
  ])('resolves %s to %s', (name, symbol) => {
    expect(resolved(name)).toBe(symbol);
  });

  it('leaves ambiguous aliases unmapped and says between which genes', () => {
    expect(resolved('TRK')).toMatch(/^ambiguous alias: .*NTRK1.*TPM3/);
    expect(resolved('PTC')).toMatch(/^ambiguous/);
  });

  it('says so where there is no such gene', () => {
    expect(resolved('no such gene')).toBe('no gene of that name');
    expect(resolved('HGNC:99999999')).toBe('the gene id is not in the vocabulary');
  });

  it('resolves every approved symbol to itself, whatever its aliases elsewhere', () => {
    for (const symbol of ['KIT', 'MET', 'AR', 'EGFR', 'CDKN2A', 'ALK', 'RET', 'MTAP', 'FH', 'CIC', 'NTRK1'])
      expect(resolved(symbol)).toBe(symbol);
  });
});

describe('gene codings', () => {
  it('reads HGNC ids, bare numbers, NCBI ids and symbols where an id belongs', () => {
    const concept = (system: string, code: string, display?: string) =>
      genes.fromCoding({ system, code, ...(display && { display }) });
    expect(concept('http://www.genenames.org', 'HGNC:3236')).toMatchObject({ concept: 'EGFR' });
    expect(concept('http://www.genenames.org/geneId', '3236')).toMatchObject({ concept: 'EGFR' });
    expect(concept('http://www.ncbi.nlm.nih.gov/gene', '1956')).toMatchObject({ concept: 'EGFR' });
    expect(concept('http://www.genenames.org', 'EGFR')).toMatchObject({ concept: 'EGFR' });
    expect(concept('http://example.org', 'x', 'EGFR')).toMatchObject({ concept: 'EGFR' });
  });

  it('is less sure of an id whose display names another gene', () => {
    const result = genes.fromCoding({ system: 'http://www.genenames.org', code: 'HGNC:6342', display: 'NRAS' });
    expect(result).toMatchObject({ concept: 'KIT', mapping: { confidence: 0.7 } });
  });

  it('never throws, whatever the coding', () => {
    fc.assert(
      fc.property(fc.record({ system: fc.string(), code: fc.string(), display: fc.string() }), (coding) => {
        const result = genes.fromCoding(coding);
        return 'concept' in result || result.why.length > 0;
      }),
    );
  });
});

describe('genes in running text', () => {
  it('are symbols as written, and oncology names', () => {
    expect(found('EGFR exon 19 deletion, c-MET amplification or HER2 mutation')).toEqual(['EGFR', 'MET', 'ERBB2']);
    expect(found('ER+, PR-, HER2-negative')).toEqual(['ESR1', 'PGR', 'ERBB2']);
  });

  it('are never English words or other abbreviations', () => {
    expect(found('ALL patients who met the SET criteria CAN REST; IMPACT study')).toEqual([]);
    expect(found('achieved PR or CR by RECIST after progressive multifocal leukoencephalopathy (PML)')).toEqual([]);
    expect(found('Eastern Cooperative Oncology Group, MS, CAT scan')).toEqual([]);
  });

  it('need a word about genes beside a symbol of letters alone that oncology does not speak of', () => {
    expect(found('a FUS procedure')).toEqual([]);
    expect(found('a DEK::NUP214 fusion')).toEqual(['DEK', 'NUP214']);
  });
});

describe('exons', () => {
  it('are known by codon for genes whose criteria speak of exons', () => {
    expect(genes.exonOf?.('EGFR', 746, 750)).toBe(19);
    expect(genes.exonOf?.('EGFR', 858)).toBe(21);
    expect(genes.exonOf?.('EGFR', 770)).toBe(20);
    expect(genes.exonOf?.('KRAS', 12)).toBe(2);
    expect(genes.exonOf?.('BRAF', 600)).toBe(15);
    expect(genes.exonOf?.('ERBB2', 776)).toBe(20);
  });

  it('are left open over a junction and for other genes', () => {
    expect(genes.exonOf?.('EGFR', 755, 765)).toBeUndefined();
    expect(genes.exonOf?.('TP53', 175)).toBeUndefined();
  });
});
