import { describe, expect, it } from 'vitest';
import { coded, factsOf, observation, reasons } from '../../../../test/support/patient-record.js';

const component = (code: string, value: string) => ({
  code: coded(`loinc|${code}`),
  valueCodeableConcept: coded(value),
});
const gene = (value: string) => component('48018-6', value);
const PRESENT = { valueCodeableConcept: coded('loinc|LA9633-4|Present') };
const ABSENT = { valueCodeableConcept: coded('loinc|LA9634-2|Absent') };
const variant = (value: object, ...components: object[]) =>
  observation(coded('loinc|69548-6'), { ...value, component: components });

describe('a genomic variant', () => {
  it('has gene, notations, type, origin and allele fraction', () => {
    const facts = factsOf(
      'variant',
      variant(
        PRESENT,
        gene('hgnc|HGNC:3236|EGFR'),
        component('48005-3', 'hgvs|NP_005219.2:p.Leu858Arg'),
        component('48004-6', 'hgvs|NM_005228.4:c.2573T>G'),
        component('48002-0', 'loinc|LA6684-0'),
        {
          code: coded('loinc|81258-6'),
          valueQuantity: { value: 6.6, unit: '%', code: '%' },
        },
      ),
    );
    expect(facts).toMatchObject([
      {
        gene: 'EGFR',
        hgvsP: 'p.Leu858Arg',
        hgvsC: 'c.2573T>G',
        type: 'missense',
        origin: 'somatic',
        vaf: 0.066,
        present: true,
      },
    ]);
  });

  it('of two genes found is a fusion', () => {
    expect(factsOf('variant', variant(PRESENT, gene('hgnc|HGNC:7029|MET'), gene('hgnc|HGNC:427|ALK')))).toMatchObject([
      { gene: 'MET', partner: 'ALK', type: 'fusion', present: true },
    ]);
  });

  it('of three genes absent is three negative results and no fusion', () => {
    const facts = factsOf('variant', variant(ABSENT, gene('hgnc||NRAS'), gene('hgnc||KIT'), gene('hgnc||BRAF')));
    expect(facts.map((fact) => [fact.gene, fact.present, fact.type])).toEqual([
      ['BRAF', false, undefined],
      ['KIT', false, undefined],
      ['NRAS', false, undefined],
    ]);
  });

  it('names no gene where a number and its display name different ones, and the other coding where there is one', () => {
    const contradicting = variant(PRESENT, {
      code: coded('loinc|48018-6'),
      valueCodeableConcept: coded('http://www.ncbi.nlm.nih.gov/gene|3815|BAP1'),
    });
    expect(factsOf('variant', contradicting)).toEqual([]);
    const two = variant(PRESENT, {
      code: coded('loinc|48018-6'),
      valueCodeableConcept: coded('hgnc|HGNC:950|BAP1', 'http://www.ncbi.nlm.nih.gov/gene|3815|BAP1'),
    });
    expect(factsOf('variant', two)).toMatchObject([{ gene: 'BAP1' }]);
  });

  it('is found by an HGNC id alone, and by the gene inside a ClinVar name', () => {
    expect(factsOf('variant', variant(PRESENT, gene('hgnc|HGNC:11389')))).toMatchObject([{ gene: 'STK11' }]);
    const clinvar = variant(
      PRESENT,
      component('81252-9', 'http://www.ncbi.nlm.nih.gov/clinvar|128144|NM_024675.3(PALB2):c.3549C>A (p.Tyr1183Ter)'),
    );
    expect(factsOf('variant', clinvar)).toMatchObject([{ gene: 'PALB2', hgvsP: 'p.Tyr1183Ter', type: 'truncating' }]);
  });

  it('of copy number says gain or loss, an interpretation says amplification', () => {
    const copies = (value: number) =>
      variant(PRESENT, gene('hgnc||ERBB2'), component('48019-4', 'so|SO:0001019'), {
        code: coded('loinc|82155-3'),
        valueQuantity: { value },
      });
    expect(factsOf('variant', copies(6))).toMatchObject([{ type: 'gain', copyNumber: 6 }]);
    expect(factsOf('variant', copies(1))).toMatchObject([{ type: 'loss' }]);
    expect(factsOf('variant', copies(0))).toMatchObject([{ type: 'deletion' }]);
    const amplified = variant(
      { ...PRESENT, interpretation: [coded('sct|12645001|Gene amplification (finding)')] },
      gene('hgnc|HGNC:6973|MDM2 proto-oncogene'),
    );
    expect(factsOf('variant', amplified)).toMatchObject([{ gene: 'MDM2', type: 'amplification' }]);
  });

  it('written as unchanged is a negative result', () => {
    expect(
      factsOf('variant', variant(PRESENT, gene('hgnc||CYP2C19'), component('48019-4', 'so|SO:0002073|wild type'))),
    ).toMatchObject([{ present: false }]);
  });

  it('takes the significance that an implication derived from it states', () => {
    const found = { ...variant(PRESENT, gene('hgnc||BRCA1')), id: 'v' };
    const implication = observation(
      coded('http://hl7.org/fhir/uv/genomics-reporting/CodeSystem/tbd-codes-cs|diagnostic-implication'),
      {
        derivedFrom: [{ reference: 'Observation/v' }],
        component: [component('53037-8', 'loinc|LA6668-3|Pathogenic')],
      },
    );
    expect(factsOf('variant', implication, found)).toMatchObject([{ significance: 'pathogenic' }]);
  });

  it('without a gene or a result goes to unmapped with the reason', () => {
    expect(reasons(variant(PRESENT, component('81290-9', 'hgvs|NC_000019.8:g.1171707G>A')))).toEqual([
      'variant: the record names no gene',
    ]);
    expect(reasons(variant({ valueCodeableConcept: coded('loinc|LA18198-4|No call') }, gene('hgnc||KRAS')))).toEqual([
      'variant: result "No call" is neither present nor absent',
    ]);
  });

  it('that a code tests by itself is read from the code', () => {
    const test = observation(
      coded('loinc|55764-5|EGFR gene exon 19 deletion [Presence] in Blood or Tissue by Molecular genetics method'),
      { valueCodeableConcept: coded('loinc|LA11883-8|Not detected') },
    );
    expect(factsOf('variant', test)).toMatchObject([{ gene: 'EGFR', exon: 19, type: 'deletion', present: false }]);
  });

  it('list of genes studied becomes a panel, whether one per component or all in one', () => {
    const panel = observation(coded('loinc|53041-0'), {
      component: [
        { code: coded('loinc|48018-6'), valueCodeableConcept: coded('hgnc||TP53', 'hgnc||BRCA1') },
        gene('hgnc||KRAS'),
      ],
    });
    expect(factsOf('genePanel', panel)).toMatchObject([{ genes: ['BRCA1', 'KRAS', 'TP53'] }]);
  });
});
