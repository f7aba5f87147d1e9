import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadVocabulary } from '../../reference-data/load-vocabulary.js';

const { drugs } = loadVocabulary();
const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
const agents = (text: string): string[] => {
  const result = drugs.fromText(text);
  return 'concept' in result ? result.concept.map(({ agent }) => agent) : [];
};
const found = (text: string): string[] =>
  drugs.find(text).map(({ value }) => ('agent' in value ? value.agent : value.drugClass));

describe('drug codes', () => {
  it.each([
    ['1790099', 'doxorubicin'],
    ['583214', 'paclitaxel'],
    ['1601380', 'palbociclib'],
    ['1547545', 'pembrolizumab'],
  ])('RxNorm %s is %s', (code, agent) => {
    expect(drugs.fromCodings([{ system: RXNORM, code }])).toMatchObject({
      concept: [{ agent }],
      mapping: { route: 'rxnorm' },
    });
  });

  it('fall back to the display of a code that no list holds', () => {
    const codings = [{ system: RXNORM, code: '99999999', display: '4 ML osimertinib 80 MG Oral Tablet' }];
    expect(drugs.fromCodings(codings)).toMatchObject({
      concept: [{ agent: 'osimertinib' }],
      mapping: { route: 'text' },
    });
  });

  it('of different drugs in one concept are a conflict, never the first one', () => {
    const codings = [
      { system: RXNORM, code: '1790099' },
      { system: RXNORM, code: '583214' },
    ];
    expect(drugs.fromCodings(codings)).toMatchObject({ why: expect.stringMatching(/^conflict/) });
  });

  it('give the same result in any order and number', () => {
    const codings = [
      { system: RXNORM, code: '1790099', display: 'doxorubicin' },
      { system: 'http://example.org', code: 'x', display: 'Adriamycin' },
      { system: 'http://snomed.info/sct', code: '372817009' },
    ];
    const expected = drugs.fromCodings(codings);
    fc.assert(
      fc.property(fc.shuffledSubarray([...codings, ...codings], { minLength: 6 }), (shuffled) => {
        expect(drugs.fromCodings(shuffled)).toEqual({ ...expected });
      }),
    );
  });
});

describe('drug names', () => {
  it.each([
    ['Keytruda', ['pembrolizumab']],
    ['T-DXd', ['trastuzumab deruxtecan']],
    ['fam-trastuzumab deruxtecan-nxki', ['trastuzumab deruxtecan']],
    ['MK2206', ['mk-2206']],
    ['10 ML doxorubicin hydrochloride 2 MG/ML Injection', ['doxorubicin']],
    ['ado-trastuzumab emtansine 100 MG Injection [Kadcyla]', ['trastuzumab emtansine']],
    ['acetaminophen 325 MG / oxycodone hydrochloride 10 MG', ['acetaminophen', 'oxycodone']],
    ['placebo', []],
  ])('%s', (name, expected) => {
    expect(agents(name)).toEqual(expected);
  });

  it('with one slip are read as the only drug they can mean, and said to be so', () => {
    expect(drugs.fromText('vemurafinib')).toMatchObject({
      concept: [{ agent: 'vemurafenib' }],
      mapping: { route: 'misspelt' },
    });
    expect(agents('telatinib')).toEqual([]);
  });
});

describe('classes', () => {
  it('hold all that lies below them', () => {
    expect(drugs.classesOf('pembrolizumab')).toEqual(
      expect.arrayContaining([
        'antiPd1',
        'antiPd1PdL1',
        'immuneCheckpointInhibitor',
        'immunotherapy',
        'systemicTherapy',
      ]),
    );
    expect(drugs.isClass('egfrTkiThirdGeneration', 'egfrTki')).toBe(true);
    expect(drugs.isClass('egfrTki', 'egfrTkiThirdGeneration')).toBe(false);
    expect(drugs.isClass('antiPdL1', 'antiPd1')).toBe(false);
  });

  it.each([
    ['cisplatin', 'chemotherapy'],
    ['pembrolizumab', 'immunotherapy'],
    ['osimertinib', 'targeted'],
    ['letrozole', 'endocrine'],
    ['tisagenlecleucel', 'cellTherapy'],
    ['radium-223', 'radiopharmaceutical'],
    ['prednisone', 'supportive'],
  ])('%s is %s', (agent, modality) => {
    expect(drugs.modalityOf(agent)).toBe(modality);
  });

  it('that are combinations name their agents', () => {
    expect(drugs.regimenAgents?.('folfox')).toEqual(['oxaliplatin', 'fluorouracil']);
    expect(drugs.regimenAgents?.('platinum')).toBeUndefined();
  });
});

describe('drugs in running text', () => {
  it.each([
    ['prior anti-PD-1, anti-PD-L1, or anti-PD-L2 agent', ['antiPd1', 'antiPdL1', 'antiPdL2']],
    ['anti-PD-(L)1 therapy', ['antiPd1PdL1']],
    ['platinum-based chemotherapy', ['platinum']],
    ['EGFR TKI or CDK4/6 inhibitors', ['egfrTki', 'cdk46Inhibitor']],
    ['antibodies targeting CTLA-4', ['antiCtla4']],
    ['any PD-1, PD-L1, or CTLA-4 inhibitor', ['antiPd1PdL1', 'antiCtla4']],
    ['inhibitors of BRAF, MEK or ERK', ['brafInhibitor', 'mekInhibitor', 'erkInhibitor']],
    ['EGFR mutation or ALK inhibitor', ['alkInhibitor']],
    ['HER2-directed therapy such as trastuzumab', ['her2Targeted', 'trastuzumab']],
    ['CD19 CAR-T or BCMA-directed CAR T cell therapy', ['cd19CarT', 'bcmaCarT']],
    ['strong CYP3A4 inhibitors (e.g., ketoconazole)', ['strongCyp3a4Inhibitor', 'ketoconazole']],
    ['poly (ADP-ribose) polymerase (PARP) inhibitor', ['parpInhibitor']],
    ['Bruton tyrosine kinase inhibitor', ['btkInhibitor']],
    ['mFOLFOX6 or R-CHOP', ['folfox', 'rchop']],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it('are no markers, and markers are no drugs', () => {
    for (const text of [
      'PD-L1 expression',
      'estrogen receptor positive',
      'epidermal growth factor receptor mutation',
      'HER2 positive',
    ])
      expect(found(text)).toEqual([]);
  });
});
