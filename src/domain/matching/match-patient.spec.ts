import { describe, expect, it } from 'vitest';
import type { Criterion, EligibilityDocument, Expression, Scope } from '../criteria/model.js';
import type { Fact, Profile } from '../patient/profile.js';
import { loadVocabulary } from '../../reference-data/load-vocabulary.js';
import { loadPriors } from '../../reference-data/priors.js';
import { MatchIndex } from './index/match-index.js';
import type { TrialListing } from './index/trial-entry.js';
import { matchPatient, type MatchOptions } from './match-patient.js';

const vocabulary = loadVocabulary();
const priors = loadPriors();
const options: MatchOptions = { asOf: '2026-11-01', engine: 'eligo test' };
const source = { resource: 'Observation/1', path: 'Observation.value' };

const criterion = (id: string, when: Expression, more: Partial<Criterion> = {}): Criterion => ({
  id,
  section: id.startsWith('e') ? 'exclusion' : 'inclusion',
  scope: 'all',
  text: id,
  requirement: 'hard',
  basis: 'parsed',
  confidence: 0.95,
  when,
  ...more,
});

const trial = (id: string, criteria: Criterion[], scopes?: Scope[]): EligibilityDocument => ({
  eligo: 1,
  trial: { registry: 'ctgov', id, version: '1' },
  by: { converter: 'test' },
  ...(scopes && { scopes }),
  criteria,
});

const cancer = (code: string): Fact => ({
  kind: 'cancer',
  role: 'primary',
  concept: { code, system: 'oncotree', name: code },
  source,
  date: '2025-01-01',
});

const patient = (facts: Fact[], more: Partial<Profile> = {}): Profile => ({
  patient: 'p1',
  birthDate: '1960-05-05',
  sex: 'female',
  facts,
  unmapped: [],
  ...more,
});

const adult: Expression = { age: { min: { value: 18, inclusive: true }, unit: 'a' } };
const luad: Expression = { cancer: { anyOf: ['LUAD'] } };
const egfr: Expression = { variant: { gene: 'EGFR', alteration: { type: 'protein', hgvs: 'p.L858R' }, is: 'present' } };
const mutated: Fact = { kind: 'variant', gene: 'EGFR', type: 'mutation', hgvsP: 'p.L858R', present: true, source };

function match(documents: EligibilityDocument[], profile: Profile, more: Partial<MatchOptions> = {}) {
  const index = new MatchIndex(vocabulary, priors);
  for (const document of documents) index.add(document);
  return matchPatient(index, profile, { ...options, ...more });
}

const gradeOf = (criteria: Criterion[], facts: Fact[], more: Partial<Profile> = {}) =>
  match([trial('NCT1', criteria)], patient(facts, more), { all: true }).matches[0];

describe('the grade of a trial', () => {
  it('is certain where every criterion passes on recorded facts', () => {
    expect(gradeOf([criterion('i1', adult), criterion('i2', luad)], [cancer('LUAD')])).toMatchObject({
      grade: 'certain',
      score: 1,
    });
  });

  it('is certainly-not with score 0 where a hard criterion fails, and says that a tumour type will not change', () => {
    expect(gradeOf([criterion('i1', luad)], [cancer('BRCA')])).toMatchObject({
      grade: 'certainly-not',
      score: 0,
      recoverable: false,
    });
  });

  it('is possible and at most .74 where a key criterion is unknown, however likely', () => {
    const performance: Expression = { performance: { scale: 'ecog', max: { value: 2, inclusive: true } } };
    const result = gradeOf([criterion('i1', luad), criterion('i2', performance)], [cancer('LUAD')]);
    expect(result).toMatchObject({ grade: 'possible', score: 0.74 });
  });

  it('is probable where only criteria beside the keys are unknown; the score is the product of their priors', () => {
    const lab: Expression = { lab: { analyte: 'anc', min: { value: 1.5, inclusive: true }, unit: '10*9/L' } };
    const result = gradeOf(
      [criterion('i1', luad), criterion('i2', lab), criterion('i3', { unstructured: {} })],
      [cancer('LUAD')],
    );
    expect(result?.grade).toBe('probable');
    expect(result?.score).toBeCloseTo(
      (priors.kinds.lab?.inclusion ?? 0) * (priors.kinds.unstructured?.inclusion ?? 0),
      4,
    );
  });

  it('is not certain where an absence is only presumed', () => {
    const criteria = [criterion('i1', luad), criterion('e1', { condition: { anyOf: ['hypertension'] } })];
    expect(gradeOf(criteria, [cancer('LUAD')], { coverage: ['conditions'] })).toMatchObject({
      grade: 'probable',
      score: 1,
    });
  });

  it('is never lowered to certainly-not by an unsure or a soft reading, which is flagged for review', () => {
    for (const doubt of [{ confidence: 0.7 }, { requirement: 'soft' as const }]) {
      const result = gradeOf([criterion('i1', adult), criterion('i2', luad, doubt)], [cancer('BRCA')]);
      expect(result?.grade).toBe('possible');
      expect(result?.review).toHaveLength(1);
    }
  });

  it('says nothing certain or probable of a trial without criteria', () => {
    expect(gradeOf([], [cancer('LUAD')])?.grade).toBe('possible');
  });
});

describe('what time and new measurements bring', () => {
  const washout: Expression = { priorTherapy: { agents: ['pembrolizumab'], within: { value: 28, unit: 'd' } } };
  const dose: Fact = { kind: 'therapy', agents: ['pembrolizumab'], classes: [], modality: 'immunotherapy', start: '2026-09-01', end: '2026-10-20', source }; // prettier-ignore

  it('names the day from which a washout no longer excludes', () => {
    const result = gradeOf([criterion('i1', luad), criterion('e1', washout)], [cancer('LUAD'), dose]);
    expect(result).toMatchObject({ grade: 'certainly-not', recoverable: true });
    expect(result?.eligibleFrom).toMatch(/^2026-11-1[67]$/);
  });

  it('lists near misses: one criterion excludes, and it can change', () => {
    const documents = [
      trial('NCT1', [criterion('i1', luad), criterion('e1', washout)]),
      trial('NCT2', [criterion('i1', { cancer: { anyOf: ['BRCA'] } })]),
    ];
    const profile = patient([cancer('LUAD'), dose]);
    expect(match(documents, profile).matches).toEqual([]);
    expect(match(documents, profile, { nearMisses: true }).matches.map((found) => found.trial.id)).toEqual(['NCT1']);
  });
});

describe('scopes', () => {
  const scopes: Scope[] = [
    { id: 'a', kind: 'cohort', title: 'A' },
    { id: 'b', kind: 'cohort', title: 'B', open: false },
  ];

  it('let the best speak, bound by the criteria of the whole trial', () => {
    const criteria = [criterion('i1', adult), criterion('i2', luad, { scope: 'a' }), criterion('i3', { cancer: { anyOf: ['BRCA'] } }, { scope: 'b' })]; // prettier-ignore
    const [found] = match([trial('NCT1', criteria, scopes)], patient([cancer('BRCA')])).matches;
    expect(found?.scopes.map(({ id, grade }) => `${id} ${grade}`)).toEqual(['b certain', 'a certainly-not']);
    expect(
      match([trial('NCT1', criteria, scopes)], patient([cancer('BRCA')]), { openScopesOnly: true }).matches,
    ).toEqual([]);
    const child = patient([cancer('BRCA')], { birthDate: '2015-01-01' });
    expect(match([trial('NCT1', criteria, scopes)], child).counts['certainly-not']).toBe(1);
  });

  it('prefer the open one among equals', () => {
    const closedFirst = [...scopes].reverse();
    const [found] = match([trial('NCT1', [criterion('i1', luad)], closedFirst)], patient([cancer('LUAD')])).matches;
    expect(found?.scopes[0]?.id).toBe('a');
  });
});

describe('the order of matches', () => {
  const documents = [
    trial('NCT4', [criterion('i1', { cancer: { anyOf: ['solid'] } })]),
    trial('NCT3', [criterion('i1', { cancer: { anyOf: ['LUNG'] } })]),
    trial('NCT2', [criterion('i1', luad)]),
    trial('NCT1', [criterion('i1', luad), criterion('i2', egfr)]),
    trial('NCT5', [criterion('i1', luad), criterion('i2', { performance: { scale: 'ecog', max: { value: 1, inclusive: true } } })]), // prettier-ignore
  ];
  const profile = patient([cancer('LUAD'), mutated]);

  it('puts grade first, then the met variant, then the nearest cancer', () => {
    const ids = match(documents, profile).matches.map((found) => found.trial.id);
    expect(ids).toEqual(['NCT1', 'NCT2', 'NCT3', 'NCT4', 'NCT5']);
  });

  it('does not depend on the order in which trials were added', () => {
    expect(JSON.stringify(match([...documents].reverse(), profile))).toBe(JSON.stringify(match(documents, profile)));
  });

  it('puts a reachable site before everything else', () => {
    const reach: MatchOptions['reach'] = ({ document }) => ({
      reachable: document.trial.id === 'NCT5',
      distanceKm: 12,
    });
    expect(match(documents, profile, { reach }).matches[0]?.trial.id).toBe('NCT5');
  });
});

describe('the order of trials that ask for no biomarker the patient is known to have', () => {
  const gene = (symbol: string): Fact => ({ kind: 'variant', gene: symbol, type: 'mutation', present: true, source });
  const earlier = (parameters: { agents?: string[]; classes?: string[] }): Criterion =>
    criterion('e1', { priorTherapy: parameters });
  const order = (documents: EligibilityDocument[], facts: Fact[]) =>
    match(documents, patient(facts), { all: true }).matches.map(({ trial: { id }, rank }) => [id, rank['biomarker'], rank['cancer']]); // prettier-ignore

  it('puts those that speak of the altered gene, or of drugs that act on it, before others', () => {
    const documents = [
      trial('NCT1', [criterion('i1', luad), earlier({ classes: ['vegfInhibitor'] })]),
      trial('NCT2', [criterion('i1', luad), earlier({ agents: ['osimertinib'] })]),
      trial('NCT3', [criterion('i1', luad), earlier({}), criterion('n1', egfr, { requirement: 'informational' })]),
    ];
    const facts = [cancer('LUAD'), gene('EGFR')];
    expect(order(documents, facts)).toEqual([
      ['NCT2', 3, 0],
      ['NCT3', 3, 0],
      ['NCT1', 4, 0],
    ]);
    expect(order(documents, [cancer('LUAD'), gene('KRAS')]).every(([, biomarker]) => biomarker === 4)).toBe(true);
  });

  it('reads the gene in the title, too', () => {
    const titled = { ...trial('NCT9', [criterion('i1', luad)]) };
    titled.trial = { ...titled.trial, title: 'A drug in MET-amplified lung cancer' };
    expect(order([titled], [cancer('LUAD'), gene('MET')])).toEqual([['NCT9', 3, 0]]);
  });

  it('puts a trial of a kind of the recorded cancer behind its ancestors and before groups, another cancer last', () => {
    const of = (id: string, code: string, confidence = 0.95) =>
      trial(id, [criterion('i1', { cancer: { anyOf: [code] } }, { confidence })]);
    const documents = [of('NCT1', 'BRCA', 0.5), of('NCT2', 'solid'), of('NCT3', 'LUAD'), of('NCT4', 'NSCLC'), of('NCT5', 'LUNG')]; // prettier-ignore
    expect(order(documents, [cancer('NSCLC')]).map(([id]) => id)).toEqual(['NCT4', 'NCT5', 'NCT2', 'NCT3', 'NCT1']);
  });

  it('takes a biomarker asked for in another disease for no match', () => {
    const other = trial('NCT1', [criterion('i1', { cancer: { anyOf: ['BRCA'] } }, { confidence: 0.5 }), criterion('i2', egfr)]); // prettier-ignore
    expect(order([other], [cancer('LUAD'), mutated])).toEqual([['NCT1', 4, 100]]);
  });
});

describe('what a trial is for', () => {
  it('puts treatment, and what does not tell, before anything else of the same grade, even where that fits the gene', () => {
    const index = new MatchIndex(vocabulary, priors);
    const add = (id: string, criteria: Criterion[], listing: TrialListing) => index.add(trial(id, criteria), listing);
    add('NCT1', [criterion('i1', luad), criterion('i2', egfr)], { studyType: 'OBSERVATIONAL' });
    add('NCT2', [criterion('i1', luad)], { studyType: 'INTERVENTIONAL', primaryPurpose: 'TREATMENT' });
    add('NCT3', [criterion('i1', luad), criterion('i2', egfr)], { studyType: 'INTERVENTIONAL', primaryPurpose: 'DIAGNOSTIC' }); // prettier-ignore
    add('NCT4', [criterion('i1', luad)], {});
    add('NCT5', [criterion('i1', luad), criterion('i2', { performance: { scale: 'ecog', max: { value: 1, inclusive: true } } })], { primaryPurpose: 'TREATMENT' }); // prettier-ignore
    const { matches } = matchPatient(index, patient([cancer('LUAD'), mutated]), options);
    expect(matches.map(({ trial: { id }, grade, rank }) => [id, grade, rank['purpose']])).toEqual([
      ['NCT2', 'certain', 0],
      ['NCT4', 'certain', 0],
      ['NCT1', 'certain', 1],
      ['NCT3', 'certain', 1],
      ['NCT5', 'possible', 0],
    ]);
  });
});

describe('what would settle it', () => {
  const ecog = (max: number): Expression => ({ performance: { scale: 'ecog', max: { value: max, inclusive: true } } });

  it('names the unknown facts of a trial, those that can exclude first, and not what no record holds', () => {
    const criteria = [
      criterion('i1', luad),
      criterion('i2', egfr),
      criterion('i3', ecog(1)),
      criterion('i4', { attestation: { topic: 'consent' } }),
    ];
    const [found] = match([trial('NCT1', criteria)], patient([cancer('LUAD')])).matches;
    expect(found?.wouldSettle).toEqual([
      { fact: 'variant test: EGFR', kind: 'variant', criteria: ['i2'] },
      { fact: 'performance status: ecog', kind: 'performance', criteria: ['i3'] },
    ]);
  });

  it('does not count a fact that no value of it can decide alone', () => {
    const either: Expression = { any: [ecog(0), { unstructured: {} }] };
    const report = match([trial('NCT1', [criterion('i1', luad), criterion('e1', either)])], patient([cancer('LUAD')]));
    // ECOG 0 would exclude, so it counts; in an inclusion it could only let pass beside a line that nobody can read.
    expect(report.wouldSettle).toEqual([{ fact: 'performance status: ecog', trials: 1 }]);
    const included = match([trial('NCT1', [criterion('i1', luad), criterion('i2', { all: [either, ecog(2)] })])], patient([cancer('LUAD')])); // prettier-ignore
    expect(included.wouldSettle).toEqual([{ fact: 'performance status: ecog', trials: 1 }]);
  });

  it('counts over all trials how many each fact would settle', () => {
    const documents = [1, 2, 3].map((n) =>
      trial(`NCT${n}`, [criterion('i1', luad), criterion('i2', n === 3 ? egfr : ecog(n))]),
    );
    expect(match(documents, patient([cancer('LUAD')])).wouldSettle).toEqual([
      { fact: 'performance status: ecog', trials: 2 },
      { fact: 'variant test: EGFR', trials: 1 },
    ]);
  });
});

describe('an index', () => {
  it('gives the same report after trials were put in, replaced and taken out', () => {
    const index = new MatchIndex(vocabulary, priors);
    index.add(trial('NCT1', [criterion('i1', luad), criterion('i2', adult)]));
    index.add(trial('NCT2', [criterion('i1', { cancer: { anyOf: ['BRCA'] } })]));
    index.add(trial('NCT1', [criterion('i1', luad)]));
    expect(index.remove('ctgov:NCT2')).toBe(true);
    expect(index.remove('ctgov:NCT2')).toBe(false);
    const fresh = new MatchIndex(vocabulary, priors);
    fresh.add(trial('NCT1', [criterion('i1', luad)]));
    const profile = patient([cancer('LUAD')]);
    expect(matchPatient(index, profile, options)).toEqual(matchPatient(fresh, profile, options));
    expect(index.conditions.filter((condition) => condition !== undefined)).toHaveLength(1);
  });

  it('shares equal conditions between trials', () => {
    const index = new MatchIndex(vocabulary, priors);
    index.add(trial('NCT1', [criterion('i1', { all: [luad, adult] })]));
    index.add(trial('NCT2', [criterion('i9', { all: [adult, luad] })]));
    expect(index.conditions).toHaveLength(1);
  });
});
