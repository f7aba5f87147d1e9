import { beforeAll, describe, expect, it } from 'vitest';
import { matchPatient } from '../domain/matching/match-patient.js';
import { toTheEnd } from '../domain/logic/to-the-end.js';
import type { DetailedMatch } from '../domain/matching/patient-matches.js';
import type { EligibilityDocument } from '../domain/criteria/model.js';
import type { Profile } from '../domain/patient/profile.js';
import { keyOfMatch, ListChanged, type MatchPage, matchPage, type MatchQuestion } from './match-page.js';
import { unpackTexts } from './packed-texts.js';
import { TrialCatalogue } from './trial-catalogue.js';

const asOf = '2026-11-24';
const profile: Profile = { patient: 'p', birthDate: '1960-01-01', sex: 'female', facts: [], unmapped: [] };

const trial = (id: string, when: object): EligibilityDocument =>
  ({
    trial: { registry: 'ctgov', id, version: `${id} 1` },
    criteria: [
      { id: 'i1', section: 'inclusion', scope: 'all', text: '≥ 100 "one"', requirement: 'hard', basis: 'coded', confidence: 1, when }, // prettier-ignore
      { id: 'i2', section: 'inclusion', scope: 'all', text: 'two', requirement: 'hard', basis: 'coded', confidence: 1, when: { sex: { is: 'female' } } }, // prettier-ignore
    ],
  }) as unknown as EligibilityDocument;

const catalogue = new TrialCatalogue();
const platelets = { lab: { analyte: 'platelets', min: { value: 100, inclusive: true }, unit: '10*9/L' } };
const adult = { age: { min: { value: 18, inclusive: true }, unit: 'a' } };
const child = { age: { max: { value: 17, inclusive: true }, unit: 'a' } };

beforeAll(() => {
  for (const [id, when] of [['N1', platelets], ['N2', adult], ['N3', child], ['N4', platelets]] as const) // prettier-ignore
    catalogue.put({ document: trial(id, when), listing: { status: id === 'N4' ? 'COMPLETED' : 'RECRUITING' }, registries: ['ctgov'], phases: [] }); // prettier-ignore
});

function told(question: Partial<MatchQuestion>): MatchPage {
  return toTheEnd(matchPage(catalogue, profile, { asOf, first: 10, details: {}, ...question }));
}

const CRITERION = 'urn:eligo:criterion-result';
const GRADE = 'http://hl7.org/fhir/StructureDefinition/match-grade';

const part = (url: string, valueString?: string): object[] => (valueString === undefined ? [] : [{ url, valueString }]);

const searchOf = ({ grade, score, criteria = [] }: DetailedMatch): object => ({
  mode: 'match',
  score,
  extension: [
    { url: GRADE, valueCode: grade },
    ...criteria.map(({ id, section, outcome, reason, text, confidence, eligibleFrom, evidence }) => ({
      url: CRITERION,
      extension: [
        ...part('id', id),
        ...part('section', section),
        { url: 'outcome', valueCode: outcome },
        ...part('reason', reason),
        ...part('text', text),
        { url: 'confidence', valueDecimal: confidence },
        ...part('eligibleFrom', eligibleFrom),
        ...evidence.map(({ resource, value }) => ({ url: 'evidence', valueReference: { reference: resource, display: value } })), // prettier-ignore
      ],
    })),
  ],
});

describe('a page of matches', () => {
  it('says with all details what the whole report says', () => {
    const report = matchPatient(catalogue.index, profile, { asOf, engine: 'e', explain: true });
    const page = told({ details: { criteria: true, wouldSettle: true }, wouldSettle: true });
    expect(page.matches).toEqual(report.matches);
    expect(page.wouldSettle).toEqual(report.wouldSettle);
    expect(page.counts).toEqual(report.counts);
    expect(report.wouldSettle).not.toEqual([]);
  });

  it('says the same as search elements of a searchset', () => {
    const { matches } = told({ details: { criteria: true } });
    const page = told({ asSearches: true });
    expect(page.matches).toEqual([]);
    expect(page.searches?.trials).toEqual(matches.map(({ trial }) => trial.id));
    const texts = page.searches ? unpackTexts(page.searches.elements) : [];
    expect(texts.map((text) => JSON.parse(Buffer.from(text).toString()) as unknown)).toEqual(matches.map(searchOf));
    expect(matches.flatMap(({ criteria = [] }) => criteria.flatMap(({ evidence }) => evidence))).not.toEqual([]);
  });

  it('makes nothing that was not asked for', () => {
    const page = told({});
    expect(page.matches.map(({ criteria, wouldSettle }) => [criteria, wouldSettle])).toEqual(
      page.matches.map(() => [undefined, undefined]),
    );
    expect(page).not.toHaveProperty('wouldSettle');
    expect(page).not.toHaveProperty('trialIds');
  });

  it('goes on after a match, and over to excluded trials where they are asked for', () => {
    const grades = ['certain', 'probable', 'possible', 'certainly-not'] as const;
    const whole = told({ grades }).matches.map(keyOfMatch);
    expect(whole).toHaveLength(4);
    expect(whole.at(-1)).toBe('ctgov:N3');
    const pages = [told({ grades, first: 3 })];
    expect(pages[0]?.hasNextPage).toBe(true);
    pages.push(told({ grades, first: 3, after: whole[2] }));
    expect(pages[1]?.hasNextPage).toBe(false);
    expect(pages.flatMap(({ matches }) => matches.map(keyOfMatch))).toEqual(whole);
    expect(() => told({ after: 'ctgov:N9' })).toThrow(ListChanged);
    expect(told({ grades: ['certainly-not'] }).matches.map(keyOfMatch)).toEqual(['ctgov:N3']);
  });

  it('leaves out what is put away at the version that it has, and says how many', () => {
    const putAway = new Map([['N1', 'N1 1'], ['N2', 'an earlier one']]); // prettier-ignore
    const page = told({ putAway, trialIds: true });
    expect(page.putAway).toBe(1);
    expect(page.total).toBe(2);
    expect(page.trialIds?.toSorted()).toEqual(['N2', 'N4']);
  });

  it('considers the trials of the choice that can be reached', () => {
    expect(told({ status: ['COMPLETED'] }).matches.map(keyOfMatch)).toEqual(['ctgov:N4']);
    const reach = new Map([['N4', { reachable: true, distanceKm: 5 }], ['N1', { reachable: true, distanceKm: 50 }]]); // prettier-ignore
    expect(told({ reach }).matches.map(keyOfMatch)).toEqual(['ctgov:N4', 'ctgov:N1']);
    expect(told({ reach, within: new Set(['N1']) }).matches.map(keyOfMatch)).toEqual(['ctgov:N1']);
  });
});
