import { describe, expect, it } from 'vitest';
import { loadVocabulary } from '../../../reference-data/load-vocabulary.js';
import type { Criterion, EligibilityDocument, Expression } from '../model.js';
import { lintDocument, type LintOptions } from './lint-document.js';

const criterion = (when: Expression, over: Partial<Criterion> = {}): Criterion => ({
  id: 'i1',
  section: 'inclusion',
  scope: 'all',
  text: 'text',
  requirement: 'hard',
  basis: 'parsed',
  confidence: 1,
  when,
  ...over,
});

function lint(criteria: Criterion[], options: LintOptions = {}, over: Partial<EligibilityDocument> = {}): string[] {
  const document: EligibilityDocument = {
    eligo: 1,
    trial: { registry: 'ctgov', id: 'NCT00000000', version: '1' },
    by: { structurer: '1' },
    criteria,
    ...over,
  };
  return lintDocument(document, loadVocabulary(), options).map(
    ({ severity, rule, criterion: id, path }) => `${severity} ${rule} ${id ?? '-'} ${path.slice(3).join('.')}`.trim(),
  );
}

const one = (when: Expression) => lint([criterion(when)]);
const at = (value: number, inclusive = true) => ({ value, inclusive });

describe('the linter', () => {
  it('has nothing to say against a sound criterion', () => {
    expect(one({ lab: { analyte: 'anc', min: at(1500), unit: '/mm3' } })).toEqual([]);
    expect(one({ cancer: { anyOf: ['LUAD', 'solid'], noneOf: ['SCLC'] } })).toEqual([]);
  });

  it('finds ranges that hold no value, alone or together', () => {
    expect(one({ age: { min: at(75), max: at(18), unit: 'a' } })).toEqual(['error emptyRange i1 age']);
    expect(one({ age: { min: at(18), max: at(18, false), unit: 'a' } })).toEqual(['error emptyRange i1 age']);
    const adult = { age: { min: at(18), unit: 'a' as const } };
    const child = { age: { max: at(18, false), unit: 'a' as const } };
    expect(one({ all: [adult, child] })).toEqual(['error contradiction i1 all.1']);
    expect(one({ any: [adult, child] })).toEqual(['warning tautology i1 any.1']);
    expect(one({ lab: { analyte: 'anc' } })).toEqual(['warning boundless i1 lab']);
  });

  it('finds codes, genes, drugs and analytes that the vocabulary does not know', () => {
    expect(one({ cancer: { anyOf: ['LUNGCANCER'] } })).toEqual(['error unknownCode i1 cancer.anyOf.0']);
    expect(one({ variant: { gene: 'EGFRR', alteration: { type: 'any' }, is: 'present' } })).toEqual([
      'error unknownCode i1 variant.gene',
    ]);
    expect(one({ priorTherapy: { classes: ['antiPd9'] } })).toEqual(['error unknownCode i1 priorTherapy.classes.0']);
    expect(one({ lab: { analyte: 'neutros', min: at(1), unit: '/mm3' } })).toEqual(['error unknownCode i1 lab.analyte']);
  });

  it('finds a unit that an analyte is not given in, and a bound that it cannot reach', () => {
    expect(one({ lab: { analyte: 'hemoglobin', min: at(9), unit: 'U/L' } })).toEqual(['error unitMismatch i1 lab.unit']);
    expect(one({ lab: { analyte: 'hemoglobin', min: at(9), unit: 'furlong' } })).toEqual(['error unknownUnit i1 lab.unit']);
    expect(one({ lab: { analyte: 'hemoglobin', min: at(90), unit: 'g/dL' } })).toEqual(['error implausible i1 lab.min']);
  });

  it('finds groups that are empty, repeat themselves or can never decide', () => {
    const sex = { sex: { is: 'male' as const } };
    expect(one({ any: [] })).toEqual(['error emptyGroup i1 any']);
    expect(one({ all: [sex, sex] })).toEqual(['warning unreachable i1 all.1']);
    expect(one({ all: [sex, { not: sex }] })).toEqual(['error contradiction i1 all.1']);
    expect(one({ any: [sex, { not: sex }] })).toEqual(['error tautology i1 any.1']);
    expect(one({ atLeast: { n: 3, of: [sex, { breastfeeding: {} }] } })).toEqual(['error contradiction i1 atLeast']);
    expect(one({ if: sex, then: sex, else: sex })).toEqual(['warning unreachable i1 else']);
    expect(one({ not: { not: sex } })).toEqual(['warning doubleNegation i1 not']);
  });

  it('finds ids used twice, scopes that are not there, and a cancer criterion without a cancer', () => {
    const sex = { sex: { is: 'male' as const } };
    expect(lint([criterion(sex), criterion(sex)])).toEqual(['error duplicateId i1']);
    expect(lint([criterion(sex, { scope: 'arm-b' })])).toEqual(['error unknownScope i1']);
    expect(one({ cancer: {} })).toEqual(['error keyWithoutConcept i1 cancer']);
  });

  it('finds spans outside the text, and texts that the registry has changed', () => {
    const registryText = 'Inclusion: * Male  sex';
    const male = (span: [number, number], text = 'Male sex') => criterion({ sex: { is: 'male' } }, { span, text });
    expect(lint([male([13, 22])], { registryText })).toEqual([]);
    expect(lint([male([13, 40])], { registryText })).toEqual(['error spanOutsideText i1']);
    expect(lint([male([13, 17])])).toEqual(['error spanOutsideText i1']);
    expect(lint([male([13, 22], 'Female sex')], { registryText })).toEqual(['error textChanged i1']);
    const trial = { registry: 'ctgov', id: 'NCT00000000', version: '1', textSha256: 'a'.repeat(64) };
    expect(lint([], { registryText, registryTextSha256: 'b'.repeat(64) }, { trial })).toEqual(['error textChanged -']);
  });
});
