import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Criterion, Expression } from '../../src/domain/criteria/model.js';
import { compileDocument, evaluateDocument } from '../../src/domain/evaluation/document.js';
import { patientContext } from '../../src/domain/evaluation/patient-context.js';
import type { CriterionResult } from '../../src/domain/evaluation/outcome.js';
import type { Fact, Profile } from '../../src/domain/patient/profile.js';
import { loadVocabulary } from '../../src/reference-data/load-vocabulary.js';

const vocabulary = loadVocabulary();
const RUNS = { numRuns: 10_000 };

const at = (value: number) => ({ value, inclusive: true });
const source = (resource: string) => ({ resource, path: 'value' });

/** One criterion of each way in which a kind reads a record. */
const leaves: Expression[] = [
  { age: { min: at(18), unit: 'a' } },
  { sex: { is: 'male' } },
  { performance: { scale: 'ecog', max: at(1) } },
  { lab: { analyte: 'anc', min: at(1500), unit: '/mm3' } },
  { lab: { analyte: 'bilirubin', max: at(1.5), unit: '{ULN}' } },
  { cancer: { anyOf: ['LUAD'] } },
  { stage: { anyOf: ['IIIB', 'IIIC', 'IV'] } },
  { extent: { anyOf: ['metastatic'] } },
  { metastasis: { site: 'cns' } },
  { variant: { gene: 'BRAF', alteration: { type: 'protein', hgvs: 'p.V600E' }, is: 'present' } },
  { variant: { gene: 'KRAS', alteration: { type: 'any' }, is: 'wildType' } },
  { expression: { marker: 'ERBB2', is: 'positive' } },
  { signature: { name: 'msi', is: 'high' } },
  { priorTherapy: { classes: ['antiPd1'] } },
  { priorTherapy: { classes: ['platinum'], within: { value: 28, unit: 'd' } } },
  { priorTherapy: { modality: 'systemic', lines: { max: at(1) } } },
  { condition: { anyOf: ['autoimmune-disease'] } },
  { condition: { anyOf: ['stroke'], within: { value: 6, unit: 'mo' } } },
  { infection: { agent: 'hiv' } },
  { medication: { classes: ['strongCyp3a4Inhibitor'] } },
  { allergy: { to: ['platinum'] } },
  { toxicity: { grade: { min: at(2) } } },
];

/**
 * Facts of a record. Of each thing that is measured there is at most one, and of each gene one result: a newer value hides
 * an older one, and a positive result outweighs the list of genes tested, so that taking such a fact away uncovers another.
 * For the same reason no local stage stands beside metastases: the two contradict each other until one is taken away.
 */
const measured: Fact[][] = [
  [0, 3].map((value) => ({
    kind: 'performance',
    scale: 'ecog',
    value,
    date: '2026-11-01',
    source: source('Observation/ecog'),
  })),
  [0.4, 3].map((value) => ({
    kind: 'lab',
    analyte: 'anc',
    value,
    unit: '10*9/L',
    date: '2026-11-10',
    source: source('Observation/anc'),
  })),
  [0.5, 4].map((value) => ({
    kind: 'lab',
    analyte: 'bilirubin',
    value,
    unit: 'mg/dL',
    high: 1.2,
    date: '2026-11-10',
    source: source('Observation/bili'),
  })),
  ['LUAD', 'LUNG', 'IDC'].map((code) => ({
    kind: 'cancer',
    concept: { code, system: 'oncotree', name: code },
    role: 'primary',
    source: source('Condition/cancer'),
  })),
  ['II', 'IIIB', 'IV'].map((group) => ({
    kind: 'stage',
    group,
    system: 'ajcc',
    basis: 'clinical',
    source: source('Observation/stage'),
  })),
  [true, false].map((present) => ({
    kind: 'variant',
    gene: 'BRAF',
    hgvsP: 'p.V600E',
    type: 'mutation',
    present,
    source: source('Observation/braf'),
  })),
  [true, false].map((present) => ({
    kind: 'variant',
    gene: 'KRAS',
    type: 'mutation',
    present,
    source: source('Observation/kras'),
  })),
  (['positive', 'negative', 'low'] as const).map((is) => ({
    kind: 'expression',
    marker: 'ERBB2',
    is,
    source: source('Observation/her2'),
  })),
  ['high', 'stable'].map((is) => ({ kind: 'signature', name: 'msi', is, source: source('Observation/msi') })),
  (['positive', 'negative'] as const).map((status) => ({
    kind: 'infection',
    agent: 'hiv',
    status,
    source: source('Observation/hiv'),
  })),
];

const listed: Fact[] = [
  {
    kind: 'therapy',
    agents: ['pembrolizumab'],
    classes: [],
    modality: 'immunotherapy',
    start: '2025-01-10',
    end: '2025-06-10',
    line: 1,
    source: source('MedicationStatement/1'),
  },
  {
    kind: 'therapy',
    agents: ['carboplatin'],
    classes: [],
    modality: 'chemotherapy',
    start: '2026-10-01',
    end: '2026-11-12',
    line: 2,
    source: source('MedicationStatement/2'),
  },
  {
    kind: 'therapy',
    agents: ['docetaxel'],
    classes: [],
    modality: 'chemotherapy',
    start: '2024-03',
    end: '2024-07',
    line: 3,
    source: source('MedicationStatement/3'),
  },
  { kind: 'metastasis', site: 'brain', present: true, source: source('Condition/brain') },
  { kind: 'metastasis', site: 'liver', present: true, source: source('Condition/liver') },
  {
    kind: 'condition',
    concept: { code: 'rheumatoid-arthritis', system: 'condition', name: 'rheumatoid arthritis' },
    status: 'active',
    onset: '2010',
    source: source('Condition/ra'),
  },
  {
    kind: 'condition',
    concept: { code: 'stroke', system: 'condition', name: 'stroke' },
    status: 'inactive',
    onset: '2026-08',
    abated: '2026-09',
    source: source('Condition/stroke'),
  },
  {
    kind: 'condition',
    concept: { code: 'diarrhea', system: 'condition', name: 'diarrhea' },
    status: 'active',
    grade: 3,
    adverseEvent: true,
    source: source('AdverseEvent/1'),
  },
  { kind: 'medication', agents: ['ketoconazole'], classes: [], active: true, source: source('MedicationRequest/1') },
  { kind: 'allergy', to: 'cisplatin', source: source('AllergyIntolerance/1') },
];

const consistent = (facts: Fact[]): Fact[] =>
  facts.some(({ kind }) => kind === 'metastasis')
    ? facts.filter((fact) => fact.kind !== 'stage' || fact.group === 'IV')
    : facts;

const profile: fc.Arbitrary<Profile> = fc
  .record({
    birthDate: fc.constantFrom(undefined, '1960-05-05', '2010', '2008'),
    sex: fc.constantFrom(undefined, 'male' as const, 'female' as const),
    values: fc.tuple(...measured.map((choices) => fc.option(fc.constantFrom(...choices), { nil: undefined, freq: 3 }))),
    list: fc.subarray(listed),
    covered: fc.boolean(),
  })
  .map(({ birthDate, sex, values, list, covered }) => ({
    patient: 'p1',
    ...(birthDate !== undefined && { birthDate }),
    ...(sex !== undefined && { sex }),
    facts: consistent([...values.filter((value) => value !== undefined), ...list]),
    unmapped: [],
    ...(covered && { coverage: ['conditions', 'medications', 'allergies', 'procedures', 'labs', 'genomics'] as const }),
  }));

const expression = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...leaves) },
  {
    weight: 1,
    arbitrary: fc.array(fc.constantFrom(...leaves), { minLength: 2, maxLength: 3 }).map((all): Expression => ({ all })),
  },
  {
    weight: 1,
    arbitrary: fc.array(fc.constantFrom(...leaves), { minLength: 2, maxLength: 3 }).map((any): Expression => ({ any })),
  },
  { weight: 1, arbitrary: fc.constantFrom(...leaves).map((not): Expression => ({ not })) },
);

const section = fc.constantFrom('inclusion' as const, 'exclusion' as const);

function judge(when: Expression, where: Criterion['section'], patient: Profile): CriterionResult {
  const criteria: Criterion[] = [
    { id: 'c', section: where, scope: 'all', text: '', requirement: 'hard', basis: 'coded', confidence: 1, when },
  ];
  const compiled = compileDocument(
    { eligo: 1, trial: { registry: 'x', id: 'x', version: 'x' }, by: { converter: 'x' }, criteria },
    vocabulary,
  );
  const [result] = evaluateDocument(compiled, patientContext(patient, { asOf: '2026-11-24', vocabulary }));
  if (!result) throw new Error('no result');
  return result;
}

const onRecord = (result: CriterionResult): boolean => result.outcome === 'PASS' && result.presumed !== true;

describe('what a record can do to an outcome', () => {
  it('taking any fact away never turns FAIL into PASS on recorded facts', () => {
    fc.assert(
      fc.property(profile, expression, section, fc.nat(30), (patient, when, where, index) => {
        fc.pre(patient.facts.length > 0);
        const removed = index % patient.facts.length;
        const before = judge(when, where, patient);
        const after = judge(when, where, { ...patient, facts: patient.facts.filter((_, i) => i !== removed) });
        expect(before.outcome === 'FAIL' && onRecord(after)).toBe(false);
      }),
      RUNS,
    );
  });

  it('taking any fact away never turns UNKNOWN or FAIL of an exclusion into PASS on recorded facts', () => {
    fc.assert(
      fc.property(profile, fc.constantFrom(...leaves), fc.nat(30), (patient, when, index) => {
        fc.pre(patient.facts.length > 0);
        const removed = index % patient.facts.length;
        const before = judge(when, 'exclusion', patient);
        const after = judge(when, 'exclusion', { ...patient, facts: patient.facts.filter((_, i) => i !== removed) });
        expect(before.outcome !== 'PASS' && onRecord(after)).toBe(false);
      }),
      RUNS,
    );
  });

  it('the order of facts and facts given twice change nothing', () => {
    const shuffled = profile.chain((one) =>
      fc.tuple(
        fc.constant(one),
        fc.shuffledSubarray([...one.facts, ...one.facts.slice(0, 2)], {
          minLength: one.facts.length + Math.min(2, one.facts.length),
        }),
      ),
    );
    fc.assert(
      fc.property(shuffled, expression, section, ([patient, facts], when, where) => {
        const { evidence: _one, ...plain } = judge(when, where, patient);
        const { evidence: _other, ...other } = judge(when, where, { ...patient, facts });
        expect(other).toEqual(plain);
      }),
      RUNS,
    );
  });

  it('the unit of a result changes nothing, wherever it can be converted', () => {
    const results = fc.record({
      value: fc.integer({ min: 1, max: 120 }),
      bound: fc.integer({ min: 1, max: 120 }),
      low: fc.boolean(),
    });
    fc.assert(
      fc.property(results, ({ value, bound, low }) => {
        const grams = value / 5;
        const when: Expression = { lab: { analyte: 'hemoglobin', [low ? 'min' : 'max']: at(bound / 5), unit: 'g/dL' } };
        const lab = (amount: number, unit: string): Profile => ({
          patient: 'p1',
          unmapped: [],
          facts: [
            {
              kind: 'lab',
              analyte: 'hemoglobin',
              value: amount,
              unit,
              date: '2026-11-20',
              source: source('Observation/hb'),
            },
          ],
        });
        const outcomes = [lab(grams, 'g/dL'), lab(Number((grams * 10).toPrecision(12)), 'g/L')].map(
          (one) => judge(when, 'inclusion', one).outcome,
        );
        expect(outcomes[0]).toBe(outcomes[1]);
      }),
      RUNS,
    );
  });

  it('a missing minimum or maximum is open', () => {
    const ages = fc.tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 99 }));
    fc.assert(
      fc.property(ages, ([years, limit]) => {
        const patient: Profile = { patient: 'p1', birthDate: `${2026 - years}-01-01`, facts: [], unmapped: [] };
        expect(judge({ age: { unit: 'a' } }, 'inclusion', patient).outcome).toBe('PASS');
        expect(judge({ age: { min: at(limit), unit: 'a' } }, 'inclusion', patient).outcome).toBe(
          years >= limit ? 'PASS' : 'FAIL',
        );
        expect(judge({ age: { max: at(limit), unit: 'a' } }, 'inclusion', patient).outcome).toBe(
          years <= limit ? 'PASS' : 'FAIL',
        );
      }),
      RUNS,
    );
  });
});
