import { syllable } from 'syllable';
import { describe, expect, it } from 'vitest';
import { kindDefinitions } from '../../src/domain/criteria/kinds/index.js';
import { de } from '../../web/src/i18n/patient-mode/de.js';
import { en } from '../../web/src/i18n/patient-mode/en.js';
import { type Judged, pointsOf, questionsOf } from '../../web/src/patient-mode/plain.js';
import { isBundle, withOwnWords } from '../../web/src/patient-mode/own-words.js';
import { loadVocabulary } from '../../src/reference-data/load-vocabulary.js';
import { readRecord } from '../../src/domain/patient/read-record.js';

/** Grade level after Kincaid et al. 1975: 0.39 words per sentence + 11.8 syllables per word - 15.59. */
function gradeOf(text: string): number {
  const sentences = text.split(/[.!?]+(?:\s|$)/).filter((part) => /\p{L}/u.test(part)).length;
  const words = text.match(/\p{L}[\p{L}'-]*/gu) ?? [];
  const syllables = words.reduce((sum, word) => sum + syllable(word), 0);
  return (0.39 * words.length) / sentences + (11.8 * syllables) / words.length - 15.59;
}

const strings = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : Object.values(value as Record<string, unknown>).flatMap(strings);

const asSentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

const judged = (kind: string, outcome: Judged['outcome'], more: Partial<Judged> = {}): Judged => ({
  kinds: [kind],
  outcome,
  text: `words on ${kind}`,
  evidence: [],
  ...more,
});

describe('what patients read', () => {
  const kinds = Object.keys(kindDefinitions);

  it('has a topic for every kind of criterion, in both languages', () => {
    expect(Object.keys(en.topics).sort()).toEqual([...kinds].sort());
    expect(Object.keys(de.topics).sort()).toEqual([...kinds].sort());
  });

  it('reads at grade 8 or lower: the catalogue as a whole, and every longer message', () => {
    const all = strings(en).map(asSentence);
    expect(gradeOf(all.join(' '))).toBeLessThanOrEqual(8);
    const long = all.filter((text) => text.split(' ').length >= 8);
    expect(long.length).toBeGreaterThan(20);
    expect(long.filter((text) => gradeOf(text) > 8)).toEqual([]);
  });

  it('reads at grade 8 or lower where questions are made of what is open', () => {
    const questions = questionsOf(kinds.map((kind) => judged(kind, 'UNKNOWN')), en); // prettier-ignore
    expect(questions.length).toBeGreaterThan(40);
    expect(gradeOf(questions.join(' '))).toBeLessThanOrEqual(8);
  });

  it('puts cancer, stage and genes first, and ten laboratory limits into one point', () => {
    const labs = Array.from({ length: 10 }, (_, i) => judged('lab', 'UNKNOWN', { text: `limit ${i}` }));
    const points = pointsOf([...labs, judged('age', 'UNKNOWN'), judged('cancer', 'UNKNOWN'), judged('sex', 'PASS')], 'UNKNOWN', en); // prettier-ignore
    expect(points.map(({ topic }) => topic)).toEqual([en.topics['cancer'], en.topics['age'], en.topics['lab']]);
    expect(points[2]?.words).toHaveLength(10);
  });

  it('says that time may change it only where every criterion of the point can change', () => {
    const fails = [
      judged('lab', 'FAIL', { recoverable: true, eligibleFrom: '2026-12-01' }),
      judged('lab', 'FAIL', { recoverable: false }),
    ];
    expect(pointsOf(fails, 'FAIL', en)[0]).toMatchObject({ recoverable: false, eligibleFrom: '2026-12-01' });
  });
});

describe('own words of a patient', () => {
  const record = {
    resourceType: 'Bundle' as const,
    type: 'collection',
    entry: [{ resource: { resourceType: 'Patient', id: 'p', birthDate: '1960-01-01' } }],
  };

  it('become facts of the record, each told apart from what the hospital wrote', () => {
    const bundle = withOwnWords(
      record,
      [
        { about: 'activity', ecog: 1 },
        { about: 'gene', gene: 'EGFR', found: true },
        { about: 'gene', gene: 'ALK', found: false },
        { about: 'treatment', drug: 'osimertinib', lastDay: '2026-10-01' },
      ],
      '2026-11-24',
    );
    const { facts } = readRecord(bundle, loadVocabulary());
    const own = facts.filter(({ source }) => source.resource.includes('/self-reported-'));
    expect(own.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['performance', 'variant', 'therapy']));
    expect(own.find((fact) => fact.kind === 'variant' && fact.gene === 'ALK')).toMatchObject({ present: false });
    expect(record.entry).toHaveLength(1);
  });

  it('are taken into nothing but a bundle', () => {
    expect([{ resourceType: 'Patient' }, null, [], 'x'].some(isBundle)).toBe(false);
  });
});
