import { describe, expect, it } from 'vitest';
import { loadLexicons } from '../../../../reference-data/load-lexicons.js';
import { loadVocabulary } from '../../../../reference-data/load-vocabulary.js';
import type { Section } from '../../../criteria/model.js';
import { createClinicalReader } from './index.js';

const vocabulary = loadVocabulary();
const reader = createClinicalReader(loadLexicons());

/** The reading that covers most of a line, and the words it covers. */
function read(line: string, section: Section = 'inclusion', parents: string[] = []) {
  const context = { vocabulary, section, parents, conditions: [] };
  const all = reader.read(line, context);
  const [best] = all.sort((a, b) => b.end - b.start - (a.end - a.start));
  return best && { expression: best.expression, words: line.slice(best.start, best.end), confidence: best.confidence };
}

const days = (value: number) => ({ value, unit: 'd' });

describe('the clinical readers', () => {
  it('read a confirmed disease with extent and stage as one statement', () => {
    expect(read('Histologically confirmed, unresectable stage IIIB-IV melanoma')?.expression).toEqual({
      all: [
        { cancer: { anyOf: ['MEL'] } },
        { stage: { anyOf: ['IIIB', 'IIIC', 'IIIC1', 'IIIC2', 'IIID', 'IV', 'IVA', 'IVB', 'IVC'] } },
        { extent: { anyOf: ['unresectable'] } },
      ],
    });
  });

  it('read adjectives without a connective together and alternatives apart', () => {
    expect(read('Unresectable locally advanced or metastatic disease')?.expression).toEqual({
      any: [
        { all: [{ extent: { anyOf: ['unresectable'] } }, { extent: { anyOf: ['locallyAdvanced'] } }] },
        { extent: { anyOf: ['metastatic'] } },
      ],
    });
  });

  it('take a caregiver in a matter of language for no matter of care', () => {
    expect(
      read('Inability of the patient or caregiver to read or comprehend English', 'exclusion')?.expression,
    ).toEqual({ attestation: { topic: 'language' } });
  });

  it('take a pregnancy test that only confirms for no criterion of its own', () => {
    expect(read('Is lactating or pregnant as confirmed by pregnancy tests', 'exclusion')?.expression).toEqual({
      any: [{ breastfeeding: {} }, { pregnancy: { is: 'pregnant' } }],
    });
    expect(read('Must have a negative pregnancy test')?.expression).toEqual({ not: { pregnancy: { is: 'pregnant' } } });
  });

  it('never take a drug class named as therapy for a marker', () => {
    expect(read('Prior treatment with an anti-PD-L1 antibody within 28 days', 'exclusion')).toMatchObject({
      expression: { priorTherapy: { classes: ['antiPdL1'], within: days(28) } },
      words: 'Prior treatment with an anti-PD-L1 antibody within 28 days',
    });
  });

  it('read the shorter of two washouts', () => {
    expect(
      read(
        'Prior chemotherapy within 28 days or 5 half-lives, whichever is shorter, before the first dose',
        'exclusion',
      )?.expression,
    ).toEqual({ priorTherapy: { modality: 'chemotherapy', within: { shorterOf: [days(28), { halfLives: 5 }] } } });
  });

  it('read a time that must have passed as the absence of treatment within it', () => {
    expect(read('At least 28 days must have elapsed since the last dose of chemotherapy')?.expression).toEqual({
      not: { priorTherapy: { modality: 'chemotherapy', within: days(28) } },
    });
  });

  it('keep a negation that governs the line in the expression', () => {
    expect(read('No prior anti-PD-1 therapy')?.expression).toEqual({ not: { priorTherapy: { classes: ['antiPd1'] } } });
  });

  it('read both bounds of a number of lines', () => {
    expect(read('At least 1 and no more than 3 prior lines of systemic therapy')?.expression).toEqual({
      priorTherapy: {
        modality: 'systemic',
        lines: { min: { value: 1, inclusive: true }, max: { value: 3, inclusive: true } },
      },
    });
  });

  it('read triple negative as three negative receptors', () => {
    expect(read('Metastatic triple negative breast cancer')?.expression).toMatchObject({
      all: [
        { cancer: {} },
        { all: [{ expression: { marker: 'ESR1', is: 'negative' } }, {}, { expression: { marker: 'ERBB2' } }] },
        { extent: { anyOf: ['metastatic'] } },
      ],
    });
  });

  it('read alternatives of one gene and of several', () => {
    expect(read('EGFR exon 19 deletion or L858R mutation')?.expression).toEqual({
      any: [
        { variant: { gene: 'EGFR', alteration: { type: 'exon', exon: 19, exonEvent: 'deletion' }, is: 'present' } },
        { variant: { gene: 'EGFR', alteration: { type: 'protein', hgvs: 'p.L858R' }, is: 'present' } },
      ],
    });
    expect(read('No known EGFR or ALK alterations')?.expression).toEqual({
      not: {
        any: ['EGFR', 'ALK'].map((gene) => ({ variant: { gene, alteration: { type: 'any' }, is: 'present' } })),
      },
    });
  });

  it('read viruses listed under one adjective', () => {
    expect(read('Known active hepatitis B or hepatitis C', 'exclusion')?.expression).toEqual({
      any: [{ infection: { agent: 'hbv', is: 'active' } }, { infection: { agent: 'hcv', is: 'active' } }],
    });
  });

  it('read what another malignancy excepts', () => {
    expect(
      read(
        'Other malignancy within 3 years, except adequately treated basal cell carcinoma or in situ cervical cancer',
        'exclusion',
      )?.expression,
    ).toEqual({
      priorMalignancy: {
        within: { value: 3, unit: 'a' },
        except: ['BCC', { code: 'cervicalCarcinomaInSitu', system: 'text', name: 'in situ cervical cancer' }],
      },
    });
  });

  it('leave nonsense alone', () => {
    expect(read('Lorem ipsum dolor sit amet')).toBeUndefined();
  });

  it('read a grade of severity before or behind what it grades', () => {
    const grade = { min: { value: 2, inclusive: true } };
    for (const line of [
      'Grade 2 or greater neuropathy',
      'Peripheral neuropathy (>= Grade 2)',
      'NCI CTCAE Grade >= 2 neuropathy',
    ])
      expect(read(line, 'exclusion')?.expression).toEqual({ condition: { anyOf: ['peripheral-neuropathy'], grade } });
  });

  it('exclude only who does not practise contraception', () => {
    expect(read('Fertile men unwilling to practice contraceptive methods', 'exclusion')?.expression).toEqual({
      not: { contraception: { by: 'male' } },
    });
    expect(read('Barrier methods of contraception: condom', 'exclusion')?.confidence).toBeLessThan(0.8);
  });

  it('count another malignancy from the time it must be over, and keep what a second sentence excepts', () => {
    expect(read('Previous cancer unless disease free for more than 5 years', 'exclusion')?.expression).toEqual({
      priorMalignancy: { within: { value: 5, unit: 'a' } },
    });
    expect(
      read(
        'Another malignancy within 2 years. Patients with a history of basal cell carcinoma are eligible.',
        'exclusion',
      )?.expression,
    ).toEqual({ priorMalignancy: { within: { value: 2, unit: 'a' }, except: ['BCC'] } });
    const context = { vocabulary, section: 'exclusion' as const, parents: [], conditions: [] };
    const sure = reader.read('Concurrent cancer', context).filter(({ confidence }) => confidence >= 0.8);
    expect(sure.map(({ expression }) => expression)).toEqual([{ priorMalignancy: { is: 'active' } }]);
  });

  it('read half-lives that stand behind the moment they count from', () => {
    const line =
      'Investigational agent within 4 weeks prior to treatment or 5 half-lives of the agent (whichever is longer)';
    expect(read(line, 'exclusion')?.expression).toEqual({
      priorTherapy: { modality: 'investigational', within: { longerOf: [{ value: 4, unit: 'wk' }, { halfLives: 5 }] } },
    });
  });

  it('do not let an exclusion of the disease under study decide', () => {
    const context = { vocabulary, section: 'exclusion' as const, parents: [], conditions: ['Breast Cancer'] };
    expect(reader.read('Breast cancer', context)[0]?.confidence).toBeLessThan(0.8);
    expect(reader.read('Breast cancer', { ...context, conditions: ['Melanoma'] })[0]?.confidence).toBeGreaterThan(0.8);
  });

  it('take a judgement about nothing in particular for the whole sentence, examples in brackets included', () => {
    const judged = (line: string) => read(line, 'exclusion');
    const line =
      'Any severe concurrent condition (e.g. uncontrolled diabetes) that would, in the opinion of the investigator, make the patient unsuitable';
    expect(judged(line)).toMatchObject({
      expression: { attestation: { topic: 'investigatorJudgement' } },
      words: line,
    });
    expect(
      judged('Any other condition that would interfere with the evaluation of the investigational product')?.expression,
    ).toEqual({ attestation: { topic: 'investigatorJudgement' } });
    expect(
      JSON.stringify(judged('Severe illness, such as uncontrolled diabetes, that would make the patient unsuitable')),
    ).toContain('diabetes');
  });

  it('read consent over all sentences that speak of it', () => {
    const line =
      'Willing to sign a written informed consent. Legally authorized representatives may give informed consent.';
    expect(read(line)).toMatchObject({ words: line.slice(0, -1), confidence: 0.92 });
  });

  it('take a definition of methods beside a duty for part of the duty, and a failure rate for no refusal', () => {
    expect(
      read('Women must use a contraceptive method with a failure rate of < 1% per year, defined as an implant or IUD'),
    ).toMatchObject({ expression: { contraception: { by: 'female' } }, confidence: 0.9 });
    expect(read('Highly effective contraception is defined as an implant')?.confidence).toBe(0.7);
  });

  it('take a promise or an ability for one, and an illness in general for a judgement', () => {
    const topic = (line: string, section: Section) => {
      const expression = read(line, section)?.expression;
      return expression && 'attestation' in expression ? expression.attestation.topic : undefined;
    };
    expect(topic('Able to lie within the scanner while undergoing scanning', 'inclusion')).toBe('compliance');
    expect(topic('Unable to lie within the scanner', 'exclusion')).toBe('compliance');
    expect(topic('Participant must be able to lie within the scanner', 'exclusion')).toBeUndefined();
    expect(topic('Clinically significant uncontrolled illness', 'exclusion')).toBe('investigatorJudgement');
    expect(topic('Uncontrolled illness of the zorb', 'exclusion')).toBeUndefined();
  });
});
